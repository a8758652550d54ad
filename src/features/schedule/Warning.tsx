import { useMemo } from 'react';
import { shareTold } from '../../diffusion/destroyed';
import { beyondNetwork } from './state/comparison';
import type { Compared } from './state/comparison';
import { minus } from '../common/format';
import { patchView } from '../../state/link/view';
import styles from './Schedule.module.css';

/** From this share on the end of a process still tells the digit; a coin has a half. */
const TOLD = 0.55;

interface Props {
  one: Compared;
  detectability: number;
  /** Whether the network's sample stands above. */
  sampled: boolean;
}

const stepsOf = (count: number): string => (count === 1 ? 'step' : `${count} steps`);

/** What is wrong with the end of a process, and what the shipped network makes of it; nothing where nothing is. */
export function Warning({ one, detectability, sampled }: Props) {
  const told = shareTold(detectability);
  const beyond = useMemo(() => beyondNetwork(one), [one]);
  const { T } = one.schedule;
  const sigma = one.scale(T);
  const foreign = !(one.id === 'linear' && T === 1000);
  return (
    <>
      {told > TOLD && (
        <p className={styles.warning}>
          <b>
            <i>x</i>
            <sub>T</sub> is not pure noise.
          </b>{' '}
          The best observer tells this digit from an empty sheet in{' '}
          {(100 * told).toFixed(told > 0.99 ? 2 : 0)} of 100 tries; a coin does in 50. A way back that starts
          from N(0, I) starts where the way down never ends.
        </p>
      )}
      {one.id === 'additive' && (
        <p className={styles.warning}>
          Its variance grows to {(sigma ** 2 - 1).toFixed(2)} and the digit keeps its weight 1. Divided by √(1
          + σ²), at the end {sigma.toFixed(2)}, it is a DDPM with ᾱ = 1/(1 + σ²) ={' '}
          {one.schedule.alphaBar[T].toFixed(3)} at its end.
        </p>
      )}
      {foreign && (
        <p className={styles.note}>
          The shipped network learned on the linear schedule with T = 1000; here it is asked at the t of equal
          SNR.
          {beyond.last > 0 &&
            ` It has never seen less signal than ${minus(beyond.least.toFixed(1))} dB: the last ${stepsOf(beyond.last)} here.`}
          {beyond.first > 0 &&
            ` It has never seen more than ${beyond.most.toFixed(1)} dB: the first ${stepsOf(beyond.first)} here.`}{' '}
          <button type="button" className={styles.offer} onClick={() => patchView({ sampled: !sampled })}>
            {sampled ? 'Put the samples away' : 'Let it sample under this one'}
          </button>
        </p>
      )}
    </>
  );
}
