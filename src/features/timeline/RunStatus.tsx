import { useStore } from 'zustand';
import { engine, engineStatus, type EngineStatus } from '../../state/engine/engine';
import { failureText } from '../../state/engine/failure';
import { view } from '../../state/link/view';
import { useView } from '../../state/link/useView';
import type { SampleRun } from '../../state/samples/sampleRun';
import { secondsTaken, type Progress } from '../../state/samples/sheet';
import type { TaskStatus } from '../../state/task';
import { Button } from '../../ui/controls';
import { engineText, progressText } from '../common/engineText';
import { formatDuration } from '../common/format';
import { Live } from './Live';
import { sampling } from './state/sampling';
import { stage } from './state/stage';
import { TEXTS } from './texts';
import { useNetwork } from './useNetwork';
import styles from './RunStatus.module.css';

function runText(status: TaskStatus<Progress>, engine: EngineStatus, run: SampleRun | null): string {
  switch (status.kind) {
    case 'idle':
    case 'asked-first':
      return run?.complete ? TEXTS.inMemory : '';
    case 'waiting':
      return engineText(engine);
    case 'running':
      // An engine that is not ready is starting again.
      return engine.kind === 'ready' ? progressText(status.progress) : engineText(engine);
    case 'done': {
      const taken = secondsTaken({ status });
      return taken === undefined ? TEXTS.doneInParts : TEXTS.done(formatDuration(taken));
    }
    case 'stopped':
      return run && run.filled > 0 ? TEXTS.stoppedWithStates : TEXTS.stopped;
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
  return run?.complete ? TEXTS.nearest(run.times.length, t) : '';
}

/** The line of the run: how far it is, and how to stop it. */
export function RunStatus() {
  const status = useStore(sampling.store, (state) => state.status);
  const run = useStore(sampling.store, (state) => state.run);
  const engineState = useStore(engineStatus, (state) => state.status);
  const { mode, network } = useView('mode', 'network');
  const { name } = useNetwork();
  if (mode === 'forward')
    return (
      <div className={styles.status} data-run>
        <p className={styles.text}>{engineState.kind === 'ready' ? '' : engineText(engineState)}</p>
      </div>
    );
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
        {network === name ? runText(status, engineState, run) : TEXTS.readingNetwork}
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
