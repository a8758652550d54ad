import { useEffect } from 'react';
import type { ViewState } from '../../../state/link/fields/table';
import { PlaceSlider } from '../../common/PlaceSlider';
import { Intro } from '../Headings';
import { exact } from '../state/exact';
import { exactT } from '../state/exactPicture';
import { Controls } from './Controls';
import { EquationCard } from './EquationCard';
import { Losses } from './Losses';
import { Mixture } from './Mixture';
import { Samples } from './Samples';
import { Stage } from './Stage';
import styles from './Exact.module.css';

const words = (state: ViewState) => `t = ${exactT(state)}`;

/** The best possible denoiser of the training digits, beside the network, and why nobody wants it. */
export default function Exact() {
  useEffect(() => exact.follow(), []);
  return (
    <>
      <Intro
        title="Exact denoiser"
        about="If x₀ is one of the training digits, Bayes’ rule says what to expect of it once xₜ is seen: the mean of all digits, each weighted by how likely it would have become this xₜ. No network does better on these digits."
      >
        <Controls />
      </Intro>
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
