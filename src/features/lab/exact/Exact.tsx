import { useEffect } from 'react';
import type { ViewState } from '../../../state/link/fields/table';
import { AtLevel } from '../../common/setting/AtLevel';
import { Term } from '../../common/glossary/Term';
import { tInWords } from '../../common/texts';
import { Experiment } from '../Experiment';
import { LabScene } from '../LabScene';
import { exact } from '../state/exact';
import { exactT } from '../state/exactPicture';
import { TEXTS } from '../texts';
import { Controls, DigitsStatus } from './Controls';
import { EquationCard } from './EquationCard';
import { Losses } from './Losses';
import { Mixture } from './Mixture';
import { Samples } from './Samples';
import { Stage } from './Stage';
import styles from './Exact.module.css';

const words = (state: ViewState) => tInWords(exactT(state), state.level);

/** The best possible denoiser of the training digits, beside the network, and why nobody wants it. */
export default function Exact() {
  useEffect(() => exact.follow(), []);
  return (
    <Experiment
      title={TEXTS.tabs.exact}
      story={<Term name="exactDenoiser">{TEXTS.exact.story}</Term>}
      settings={<Controls />}
      badge={<DigitsStatus />}
      sliderLabel={TEXTS.exact.slider}
      sliderWords={words}
    >
      <div className={styles.look}>
        <div className={styles.left}>
          <LabScene id="stage">
            <Stage />
          </LabScene>
          <AtLevel from="course">
            <LabScene id="equation">
              <EquationCard />
            </LabScene>
          </AtLevel>
        </div>
        <LabScene id="weights">
          <Mixture />
        </LabScene>
      </div>
      <AtLevel from="course">
        <Losses />
      </AtLevel>
      <Samples />
    </Experiment>
  );
}
