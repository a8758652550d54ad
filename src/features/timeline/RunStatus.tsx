import { useStore } from 'zustand';
import { engine, engineStatus, type EngineStatus } from '../../state/engine/engine';
import { failureText } from '../../state/engine/failure';
import { useView } from '../../state/link/useView';
import type { SampleRun } from '../../state/samples/sampleRun';
import { secondsTaken, type Progress } from '../../state/samples/sheet';
import type { TaskStatus } from '../../state/task';
import { Button } from '../../ui/controls';
import { engineText, progressText } from '../common/engineText';
import { formatDuration } from '../common/format';
import { sampling } from './state/sampling';
import { useNetwork } from './useNetwork';
import styles from './RunStatus.module.css';

function runText(status: TaskStatus<Progress>, engine: EngineStatus, run: SampleRun | null): string {
  switch (status.kind) {
    case 'idle':
    case 'asked-first':
      return run?.complete ? 'From memory: every state scrubs both ways.' : '';
    case 'waiting':
      return engineText(engine);
    case 'running':
      // An engine that is not ready is starting again.
      return engine.kind === 'ready' ? progressText(status.progress) : engineText(engine);
    case 'done': {
      const taken = secondsTaken({ status });
      return `Computed in ${taken === undefined ? 'parts' : formatDuration(taken)}. Every state scrubs both ways.`;
    }
    case 'stopped':
      return run && run.filled > 0 ? 'Stopped. The states that are here scrub both ways.' : 'Stopped.';
    case 'failed':
      return failureText(status.error);
    default:
      return status satisfies never;
  }
}

/** What a screen reader hears of a run: its start and its end, not each step. */
const ANNOUNCED: Record<TaskStatus['kind'], string> = {
  idle: '',
  'asked-first': '',
  waiting: 'Waiting for the network.',
  running: 'The network is running.',
  done: 'The run is done.',
  stopped: 'The run was stopped.',
  failed: '',
};

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
        <p className={styles.text}>
          {engineState.kind === 'ready'
            ? 'Stop anywhere and let the network bring the digit back.'
            : engineText(engineState)}
        </p>
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
          aria-label="Progress of the run"
        />
      )}
      <p className="visually-hidden" role="status">
        {ANNOUNCED[status.kind]}
      </p>
      <p className={styles.text} role={hasFailed ? 'alert' : undefined}>
        {network === name ? runText(status, engineState, run) : 'Reading the trained network …'}
      </p>
      {hasFailed ? (
        <Button
          onClick={() => {
            if (engineState.kind === 'failed') engine().catch(() => undefined);
            sampling.tryAgain();
          }}
        >
          Try again
        </Button>
      ) : (
        isBusy && (
          <Button data-chrome onClick={sampling.cancel}>
            Cancel
          </Button>
        )
      )}
    </div>
  );
}
