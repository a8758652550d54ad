import { useCallback } from 'react';
import { useStore } from 'zustand';
import { engineStatus } from '../../state/engine/engine';
import { failureText } from '../../state/engine/failure';
import { view } from '../../state/link/view';
import { Badge } from '../../ui/Badge';
import { PixelCanvas, type Draw } from '../../ui/PixelCanvas';
import { engineText } from '../common/engineText';
import { formatDuration } from '../common/format';
import { LiveText } from '../common/LiveText';
import { Film } from './Film';
import { LOOKS } from './names';
import { networkT, placeT, type Compared } from './state/comparison';
import { onSample, sampleAt, scheduleSamples } from './state/samples';
import styles from './Schedule.module.css';

const sampleNow = ({ id }: Compared) => sampleAt(id, placeT(view.getState()));

/** The sample's state at the t that is shown. */
export function SampledPicture({ process }: { process: Compared }) {
  const { id } = process;
  const feed = useCallback(
    (draw: Draw) => onSample(id, () => draw(sampleNow(process)?.xt ?? null)),
    [id, process],
  );
  return <PixelCanvas label={`The network’s sample at this place, ${LOOKS[id].name}`} feed={feed} />;
}

/** How far the sample is; empty if all of it is here. */
function useStatus({ id }: Compared): { text: string; failed: boolean } {
  const status = useStore(scheduleSamples.sheets[id].store, (state) => state.status);
  const engine = useStore(engineStatus, (state) => state.status);
  switch (status.kind) {
    case 'waiting':
    case 'running': {
      if (engine.kind !== 'ready') return { text: engineText(engine), failed: engine.kind === 'failed' };
      const progress = status.kind === 'running' ? status.progress : null;
      if (!progress) return { text: 'runs …', failed: false };
      const { step, steps, secondsLeft } = progress;
      return {
        text: `step ${Math.floor(step)} of ${steps}, ${formatDuration(secondsLeft)} left`,
        failed: false,
      };
    }
    case 'stopped':
      return { text: 'stopped: what is here stays', failed: false };
    case 'failed':
      return { text: failureText(status.error), failed: true };
    case 'idle':
    case 'asked-first':
    case 'done':
      return { text: '', failed: false };
    default:
      return status satisfies never;
  }
}

/** The network's way back under a process, on the same axis as the digit's way down. */
export function Back({ process }: { process: Compared }) {
  const { id, schedule } = process;
  const { store } = scheduleSamples.sheets[id];
  const on = useCallback((listener: () => void) => onSample(id, listener), [id]);
  const inputs = useCallback(() => {
    const { run, filled } = store.getState();
    return [run, filled] as const;
  }, [store]);
  const xtAt = useCallback(
    (t: number) => {
      const { run, filled } = store.getState();
      // What has not been reached stays empty.
      return run && filled > 0 && t >= run.times[filled - 1] ? (sampleAt(id, t)?.xt ?? null) : null;
    },
    [id, store],
  );
  const placeWords = useCallback(() => {
    const sample = sampleNow(process);
    if (!sample) return '';
    const { t } = sample;
    return t === 0 ? '; x₀ is here' : `; here at t = ${t}, where it is told t = ${networkT(process, t)}`;
  }, [process]);
  const { text, failed } = useStatus(process);
  const steps = useStore(store, ({ plan }) => plan?.request.steps ?? 0);
  return (
    <>
      <Film
        label={`The network’s way back from noise, ${LOOKS[id].name}`}
        T={schedule.T}
        on={on}
        inputs={inputs}
        xtAt={xtAt}
      />
      <p className={styles.note} role={failed ? 'alert' : undefined}>
        <Badge kind="live" small /> The shipped network’s way back from N(0, I), DDIM, {steps} steps
        <LiveText on={on} of={placeWords} />
        {text && `; ${text}`}
        {/[.…]$/.test(text) ? '' : '.'}
      </p>
    </>
  );
}
