import { useStore } from 'zustand';
import { engine, engineStatus, type EngineStatus } from '../../state/engine/pageEngine';
import { failureText } from '../../state/engine/failure';
import { view } from '../../state/link/view';
import { useView } from '../../state/link/useView';
import type { SampleRun } from '../../state/samples/sampleRun';
import { secondsTaken, type Progress } from '../../state/samples/sheet';
import type { TaskStatus } from '../../state/task';
import { Button } from '../../ui/controls';
import { PHONE, useMedia } from '../../ui/useMedia';
import { engineText, progressText } from '../common/engineText';
import { formatDuration } from '../common/format';
import { Live } from './Live';
import { sampling } from './state/sampling';
import { stage } from './state/stage';
import { tInWords } from '../common/texts';
import { isLostAt, TEXTS } from './texts';
import { useNetwork } from './useNetwork';
import styles from './RunStatus.module.css';

/** How the run stands; `isBrief` on a phone, where the line is short. */
function runText(
  status: TaskStatus<Progress>,
  engine: EngineStatus,
  run: SampleRun | null,
  isBrief: boolean,
): string {
  const { inMemory, doneInParts, done, stoppedWithStates } = isBrief ? { ...TEXTS, ...TEXTS.brief } : TEXTS;
  switch (status.kind) {
    case 'idle':
    case 'asked-first':
      return run?.complete ? inMemory : '';
    case 'waiting':
      return engineText(engine, isBrief);
    case 'running':
      // An engine that is not ready is starting again.
      return engine.kind === 'ready' ? progressText(status.progress, isBrief) : engineText(engine, isBrief);
    case 'done': {
      const taken = secondsTaken({ status });
      if (taken === undefined) return doneInParts;
      const { mode, from, tries } = view.getState();
      return !isBrief && mode === 'denoise' && isLostAt(from)
        ? TEXTS.doneLost(formatDuration(taken), tries)
        : done(formatDuration(taken));
    }
    case 'stopped':
      return run && run.filled > 0 ? stoppedWithStates : TEXTS.stopped;
    case 'failed':
      return failureText(status.error);
    default:
      return status satisfies never;
  }
}

/** Says so where the stage cannot show exactly the slider's t. */
function snapText(): string {
  const { kind, t } = stage.content;
  const state = view.getState();
  if (state.mode === 'forward' || kind === 'none' || t === state.t) return '';
  const { run } = sampling.store.getState();
  return run?.complete
    ? PHONE.matches
      ? TEXTS.brief.nearest(tInWords(t, state.level))
      : TEXTS.nearest(run.times.length, tInWords(t, state.level))
    : '';
}

/** The line of the run: how far it is, and how to stop it. */
export function RunStatus() {
  const status = useStore(sampling.store, (state) => state.status);
  const run = useStore(sampling.store, (state) => state.run);
  const engineState = useStore(engineStatus, (state) => state.status);
  const { mode, network } = useView('mode', 'network');
  const { name } = useNetwork();
  const isBrief = useMedia(PHONE);
  const isAtZero = useStore(view, ({ t }) => t === 0);
  if (mode === 'forward') {
    const { needsNoise } = isBrief ? TEXTS.brief : TEXTS;
    const text = engineState.kind === 'ready' ? isAtZero && needsNoise : engineText(engineState, isBrief);
    return (
      <div className={styles.status} data-run>
        <p className={styles.text}>{text}</p>
      </div>
    );
  }
  const isBusy = status.kind === 'waiting' || status.kind === 'running';
  const progress = status.kind === 'running' ? status.progress : null;
  const hasFailed = status.kind === 'failed' || (status.kind === 'waiting' && engineState.kind === 'failed');
  return (
    <div className={styles.status} data-run data-failed={hasFailed}>
      {progress && (
        <progress
          className={styles.bar}
          max={progress.steps}
          value={progress.step}
          aria-label={TEXTS.progress}
        />
      )}
      <p className="visually-hidden" role="status">
        {TEXTS.announced[status.kind]}
      </p>
      <p className={styles.text} role={hasFailed ? 'alert' : undefined}>
        {network === name ? runText(status, engineState, run, isBrief) : TEXTS.readingNetwork}
      </p>
      <Live of={snapText} />
      {hasFailed ? (
        <Button
          onClick={() => {
            if (engineState.kind === 'failed') engine().catch(() => undefined);
            sampling.tryAgain();
          }}
        >
          {TEXTS.tryAgain}
        </Button>
      ) : (
        isBusy && (
          <Button data-chrome onClick={sampling.cancel}>
            {TEXTS.cancel}
          </Button>
        )
      )}
    </div>
  );
}
