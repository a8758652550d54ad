import { useEffect } from 'react';
import { exact } from '../state/exact';
import { exactT } from '../state/exactPicture';
import type { ViewState } from '../../../state/link/fields/table';
import { PlaceSlider } from '../../common/PlaceSlider';
import lab from '../Lab.module.css';
import { Controls } from './Controls';
import { EquationCard } from './EquationCard';
import { Losses } from './Losses';
import { Mixture } from './Mixture';
import { Samples } from './Samples';
import { Stage } from './Stage';
import styles from './Exact.module.css';

/** On the left the noise, as everywhere in the laboratory. */
const words = (state: ViewState) => `t = ${exactT(state)}`;

/** The best denoiser that there can be for the training digits, beside the network; and why one does not want it. */
export default function Exact() {
  useEffect(() => exact.follow(), []);
  return (
    <>
      <header className={lab.intro}>
        <h2>Exact denoiser</h2>
        <p>
          If x₀ is one of the training digits, Bayes’ rule says what to expect of it once xₜ is seen: the mean
          of all digits, each weighted by how likely it would have become this xₜ. No network does better on
          these digits.
        </p>
        <Controls />
      </header>
      <PlaceSlider label="t of the noisy digit" words={words} />
      <div className={styles.look}>
        <div>
          <Stage />
          <Mixture />
        </div>
        <EquationCard />
      </div>
      <Losses />
      <Samples />
    </>
  );
}
