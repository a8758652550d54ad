import { useStore } from 'zustand';
import { engine, engineStatus, type EngineStatus } from '../../state/engine/engine';
import { failureText } from '../../state/engine/failure';
import { view } from '../../state/link/view';
import type { SampleRun } from '../../state/samples/sampleRun';
import { secondsTaken, type Progress } from '../../state/samples/sheet';
import type { TaskStatus } from '../../state/task';
import { Button } from '../../ui/controls';
import { engineText } from '../common/engineText';
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
    case 'running': {
      const { progress } = status;
      if (engine.kind !== 'ready') return engineText(engine); // it is starting again
      if (!progress) return 'Running the network …';
      const percent = Math.round((100 * progress.step) / progress.steps);
      return `Step ${Math.floor(progress.step)} of ${progress.steps} · ${percent} % · ${progress.stepsPerSecond.toFixed(1)} steps/s · ${formatDuration(progress.secondsLeft)} left`;
    }
    case 'done': {
      const taken = secondsTaken({ status });
      return `Computed in ${Number.isNaN(taken) ? 'parts' : formatDuration(taken)}. Every state scrubs both ways.`;
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
  const engineNow = useStore(engineStatus, (state) => state.status);
  const mode = useStore(view, (state) => state.mode);
  const { name } = useNetwork();
  const isNetworkHere = useStore(view, (state) => state.network === name);
  if (mode === 'forward')
    return (
      <div className={styles.status} data-run>
        <p className={styles.text}>
          {engineNow.kind === 'ready'
            ? 'Stop anywhere and let the network bring the digit back.'
            : engineText(engineNow)}
        </p>
      </div>
    );
  const busy = status.kind === 'waiting' || status.kind === 'running';
  const progress = status.kind === 'running' ? status.progress : null;
  const failed = status.kind === 'failed' || (status.kind === 'waiting' && engineNow.kind === 'failed');
  return (
    <div className={styles.status} data-run data-failed={failed}>
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
      <p className={styles.text} role={failed ? 'alert' : undefined}>
        {isNetworkHere ? runText(status, engineNow, run) : 'Reading the trained network …'}
      </p>
      {failed ? (
        <Button
          onClick={() => {
            if (engineNow.kind === 'failed') engine().catch(() => undefined);
            sampling.tryAgain();
          }}
        >
          Try again
        </Button>
      ) : (
        busy && (
          <Button data-chrome onClick={sampling.cancel}>
            Cancel
          </Button>
        )
      )}
    </div>
  );
}
