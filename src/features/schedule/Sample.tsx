import { useCallback } from 'react';
import { useStore } from 'zustand';
import { engineStatus } from '../../state/engine/engine';
import { networkT, placeT } from './state/comparison';
import type { Compared } from './state/comparison';
import { onSample, sampleAt, scheduleSheets } from './state/samples';
import { view } from '../../state/link/view';
import { Badge } from '../../ui/Badge';
import { PixelCanvas } from '../../ui/PixelCanvas';
import type { Draw } from '../../ui/PixelCanvas';
import { engineText } from '../common/engineText';
import { seconds } from '../common/format';
import { LiveText } from '../common/LiveText';
import { Film } from './Film';
import { LOOKS } from './names';
import styles from './Schedule.module.css';

const now = ({ id }: Compared) => sampleAt(id, placeT(view.getState()));

/** The sample's state at the place that is looked at. */
export function SampledPicture({ one }: { one: Compared }) {
  const feed = useCallback((draw: Draw) => onSample(one.id, () => draw(now(one)?.xt ?? null)), [one]);
  return <PixelCanvas label={`The network’s sample at this place, ${LOOKS[one.id].name}`} feed={feed} />;
}

/** How far the sample is; empty where all of it is here. */
function useStatus({ id }: Compared): { text: string; failed: boolean } {
  const status = useStore(scheduleSheets[id].store, (state) => state.status);
  const engine = useStore(engineStatus, (state) => state.status);
  switch (status.kind) {
    case 'waiting':
    case 'running': {
      if (engine.kind !== 'ready') return { text: engineText(engine), failed: engine.kind === 'failed' };
      const progress = status.kind === 'running' ? status.progress : null;
      if (!progress) return { text: 'runs …', failed: false };
      const { step, steps, secondsLeft } = progress;
      return { text: `step ${Math.floor(step)} of ${steps}, ${seconds(secondsLeft)} left`, failed: false };
    }
    case 'cancelled':
      return { text: 'stopped: what is here stays', failed: false };
    case 'failed':
      return { text: `${status.error.message} ${status.error.remedy}`, failed: true };
    case 'idle':
    case 'done':
      return { text: '', failed: false };
    default:
      return status satisfies never;
  }
}

/** The network's way back under a process, on the same axis as the digit's way down. */
export function Back({ one }: { one: Compared }) {
  const { id, schedule } = one;
  const on = useCallback((listener: () => void) => onSample(id, listener), [id]);
  const of = useCallback(() => {
    const { run, filled } = scheduleSheets[id].store.getState();
    return [run, filled] as const;
  }, [id]);
  const xtAt = useCallback(
    (t: number) => {
      const { run, filled } = scheduleSheets[id].store.getState();
      // What has not been reached is left empty.
      return run && filled > 0 && t >= run.times[filled - 1] ? (sampleAt(id, t)?.xt ?? null) : null;
    },
    [id],
  );
  const told = useCallback(() => {
    const at = now(one);
    if (!at) return '';
    return at.t === 0 ? '; x₀ is here' : `; here at t = ${at.t}, where it is told t = ${networkT(one, at.t)}`;
  }, [one]);
  const { text, failed } = useStatus(one);
  const steps = useStore(scheduleSheets[id].store, ({ plan }) => plan?.request.steps ?? 0);
  return (
    <>
      <Film
        label={`The network’s way back from noise, ${LOOKS[id].name}`}
        T={schedule.T}
        on={on}
        of={of}
        xtAt={xtAt}
      />
      <p className={styles.note} role={failed ? 'alert' : undefined}>
        <Badge kind="live" small /> The shipped network’s way back from N(0, I), DDIM, {steps} steps
        <LiveText on={on} of={told} />
        {text && `; ${text}`}
        {/[.…]$/.test(text) ? '' : '.'}
      </p>
    </>
  );
}
