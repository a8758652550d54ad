import { useCallback } from 'react';
import { useStore } from 'zustand';
import { engineStatus } from '../../state/engine/pageEngine';
import { failureText } from '../../state/engine/failure';
import { view } from '../../state/link/view';
import { Badge } from '../../ui/Badge';
import { PixelCanvas, type Draw } from '../../ui/PixelCanvas';
import { engineText } from '../common/engineText';
import { formatDuration } from '../common/format';
import { LiveText } from '../common/LiveText';
import { Film } from './Film';
import { isTrainedOn, networkT, placeT, type ComparedProcess } from './state/comparison';
import { onSample, scheduleSamples } from './state/samples';
import { TEXTS } from './texts';
import styles from './Sample.module.css';

/** The sample's state at the t that is shown. */
export function DrawnPicture({ process }: { process: ComparedProcess }) {
  const { id } = process;
  const feed = useCallback(
    (draw: Draw) => onSample(id, () => draw(scheduleSamples.sheets[id].frameAt(placeT(view.getState()), 0))),
    [id],
  );
  return <PixelCanvas label={TEXTS.drawnPicture(TEXTS.schedules[id].name)} feed={feed} />;
}

/** How far the sample is; empty if all of it is here. */
function useStatus({ id }: ComparedProcess): { text: string; failed: boolean } {
  const status = useStore(scheduleSamples.sheets[id].store, (state) => state.status);
  const engine = useStore(engineStatus, (state) => state.status);
  switch (status.kind) {
    case 'waiting':
    case 'running': {
      if (engine.kind !== 'ready') return { text: engineText(engine), failed: engine.kind === 'failed' };
      const progress = status.kind === 'running' ? status.progress : null;
      if (!progress) return { text: TEXTS.starts, failed: false };
      const { step, steps, secondsLeft } = progress;
      return {
        text: TEXTS.progress(Math.floor(step), steps, formatDuration(secondsLeft)),
        failed: false,
      };
    }
    case 'stopped':
      return { text: TEXTS.stopped, failed: false };
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

/** The network's way towards data under a process, on the same axis as the digit's way towards noise. */
export function DrawnFilm({ process }: { process: ComparedProcess }) {
  const { id, schedule } = process;
  const sheet = scheduleSamples.sheets[id];
  const on = useCallback((listener: () => void) => onSample(id, listener), [id]);
  const inputs = useCallback(() => {
    const { run, filled } = sheet.store.getState();
    return [run, filled] as const;
  }, [sheet]);
  // What has not been reached stays empty.
  const xtAt = useCallback((t: number) => (t >= sheet.nearestT(0) ? sheet.frameAt(t, 0) : null), [sheet]);
  const placeWords = useCallback(() => {
    const t = sheet.nearestT(placeT(view.getState()));
    if (Number.isNaN(t)) return '';
    if (t === 0) return TEXTS.drawn;
    return TEXTS.drawnAt(t) + (isTrainedOn(process) ? '' : TEXTS.toldAt(networkT(process, t)));
  }, [process, sheet]);
  const { text, failed } = useStatus(process);
  const level = useStore(view, (state) => state.level);
  const steps = useStore(sheet.store, ({ plan }) => plan?.request.steps ?? 0);
  return (
    <>
      <Film
        label={TEXTS.drawnFilm(TEXTS.schedules[id].name)}
        T={schedule.T}
        onChange={on}
        dependencies={inputs}
        xtAt={xtAt}
      />
      <p className={styles.note} role={failed ? 'alert' : undefined}>
        <span className={styles.words}>
          <Badge kind="live" small /> {level === 'picture' ? TEXTS.drawingPlain : TEXTS.drawing(steps)}
          {level !== 'picture' && <LiveText subscribe={on} text={placeWords} />}
          {text ? '; ' : '.'}
        </span>
        {text && (/[.…]$/.test(text) ? text : `${text}.`)}
      </p>
    </>
  );
}
