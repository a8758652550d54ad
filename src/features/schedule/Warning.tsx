import { useMemo } from 'react';
import { shareTold } from '../../diffusion/destroyed';
import { patchView } from '../../state/link/view';
import { withMinusSign } from '../common/format';
import { beyondNetwork, type Compared } from './state/comparison';
import shared from './Schedule.module.css';
import styles from './Warning.module.css';

/** A process whose x_T tells the digit in more than this share of tries does not end in pure noise; a coin has a half. */
const DETECTED = 0.55;

interface Props {
  process: Compared;
  detectability: number;
  /** Whether the network's sample is shown. */
  sampled: boolean;
}

const stepsOf = (count: number): string => (count === 1 ? 'step' : `${count} steps`);

/** What is wrong with the end of a process, and which part of it the shipped network does not know. */
export function Warning({ process, detectability, sampled }: Props) {
  const { id, schedule, scale } = process;
  const { T, alphaBar } = schedule;
  const share = shareTold(detectability);
  const beyond = useMemo(() => beyondNetwork(process), [process]);
  const sigma = scale(T);
  const isLearned = id === 'linear' && T === 1000;
  return (
    <>
      {share > DETECTED && (
        <p className={styles.warning}>
          <b>
            <i>x</i>
            <sub>T</sub> is not pure noise.
          </b>{' '}
          The best observer tells this digit from an empty sheet in{' '}
          {(100 * share).toFixed(share > 0.99 ? 2 : 0)} of 100 tries; a coin does in 50. A way back that
          starts from N(0, I) starts where the way down never ends.
        </p>
      )}
      {id === 'additive' && (
        <p className={styles.warning}>
          Its variance grows to {(sigma ** 2 - 1).toFixed(2)} and the digit keeps its weight 1. Divided by √(1
          + σ²), at the end {sigma.toFixed(2)}, it is a DDPM with ᾱ = 1/(1 + σ²) = {alphaBar[T].toFixed(3)} at
          its end.
        </p>
      )}
      {!isLearned && (
        <p className={shared.note}>
          The shipped network learned on the linear schedule with T = 1000; here it is asked at the t of equal
          SNR.
          {beyond.last > 0 &&
            ` It has never seen less signal than ${withMinusSign(beyond.least.toFixed(1))} dB: the last ${stepsOf(beyond.last)} here.`}
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
