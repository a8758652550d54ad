import { useEffect } from 'react';
import { Dices } from 'lucide-react';
import type { ViewState } from '../../../state/link/fields/table';
import { useView } from '../../../state/link/useView';
import { Button } from '../../../ui/controls';
import { Setting } from '../../common/setting/Setting';
import { tInWords } from '../../common/texts';
import { Experiment } from '../Experiment';
import { derivation, derivationT, drawAnew } from '../state/derivation';
import { TEXTS as LAB } from '../texts';
import { FormsCard } from './FormsCard';
import { JumpCard } from './JumpCard';
import { PosteriorCard } from './PosteriorCard';
import { RootCard } from './RootCard';
import { SumCard } from './SumCard';
import { TermsCard } from './TermsCard';
import { TEXTS } from './texts';
import { TweedieCard } from './TweedieCard';
import lab from '../Lab.module.css';
import styles from './Card.module.css';

const words = (state: ViewState): string => tInWords(derivationT(state), state.level);

function Settings() {
  const { derivationStep } = useView('derivationStep');
  return (
    <>
      <Button title={TEXTS.anotherTitle} onClick={drawAnew}>
        <Dices size={16} aria-hidden="true" /> {TEXTS.another}
      </Button>
      <Setting field="derivationStep" />
      <span className={lab.says}>{TEXTS.stepNote(derivationStep)}</span>
    </>
  );
}

/** Where the equations come from, each step on a line of numbers. */
export default function Derivation() {
  useEffect(() => derivation.follow(), []);
  return (
    <Experiment
      title={LAB.tabs.derivation}
      story={TEXTS.story}
      settings={<Settings />}
      sliderLabel={TEXTS.slider}
      sliderWords={words}
    >
      <div className={styles.cards}>
        <SumCard />
        <RootCard />
        <JumpCard />
        <PosteriorCard />
        <FormsCard />
        <TweedieCard />
        <TermsCard />
      </div>
    </Experiment>
  );
}
