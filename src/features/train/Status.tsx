import { useStore } from 'zustand';
import type { SaveStatus } from './state/saving';
import { files, keeping, training } from './state/stores';
import type { TrainingStatus } from './state/trainingStatus';
import { failureText } from '../../state/engine/failure';
import { patchView } from '../../state/link/view';
import { runFailureText } from '../../state/runs/runError';
import { Button } from '../../ui/controls';
import { count } from './format';
import setup from './Setup.module.css';
import styles from './Status.module.css';

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);

function words(status: TrainingStatus, device: string, measuring: boolean): string {
  switch (status.kind) {
    case 'none':
      return 'From random weights, in this tab. Nothing leaves it.';
    case 'starting':
      return status.download && status.download.loaded < status.download.total
        ? `MNIST digits arrive: ${megabytes(status.download.loaded)} of ${megabytes(status.download.total)} MB`
        : 'The network is built and the device made ready: some seconds …';
    case 'running':
      return measuring ? 'Measured on test digits …' : `Training on ${device}.`;
    case 'pausing':
      return 'The update under way ends …';
    case 'paused':
      return 'Paused.';
    case 'done':
      return 'The goal is reached.';
    case 'failed':
      return '';
  }
}

/** Where the loss became NaN: the usual remedy is a lower rate. */
function Diverged() {
  const run = useStore(training.store, (state) => state.run);
  if (!run) return null;
  const learningRate = run.config.learningRate / 2;
  return (
    <Button
      look="primary"
      onClick={() => {
        patchView({ trainRate: learningRate });
        training.retune({ learningRate });
        training.resume();
      }}
    >
      Go on with half the rate
    </Button>
  );
}

function savedWords(status: SaveStatus): string {
  if (status.kind !== 'saved') return '';
  const time = new Date(status.at).toLocaleTimeString('en', { hour12: false });
  return `Kept in this browser: update ${count(status.update)}, read back at ${time}.`;
}

/** What the trainer does, what went wrong and what can be done about it, and what is saved. */
export function Status() {
  const status = useStore(training.store, (state) => state.status);
  const capability = useStore(training.store, (state) => state.capability);
  const update = useStore(training.store, (state) => state.run?.state?.update ?? 0);
  const saved = useStore(keeping.store, (state) => state.saveStatus);
  const owner = useStore(training.store, (state) => state.owner);
  const measuring = useStore(training.store, ({ run }) => run !== null && run.update >= run.goal);
  return (
    <div className={styles.status}>
      {!owner && (
        <p className={setup.card} role="status">
          Another tab of this page holds the runs. Close it, and this one can train.
        </p>
      )}
      {status.kind === 'failed' ? (
        <div className={setup.card} role="alert">
          <p>{failureText(status.error)}</p>
          <p>All up to update {count(update)} is there.</p>
          {status.error.code === 'not-finite' && <Diverged />}
        </div>
      ) : (
        <div>
          <p aria-live="polite">{owner && words(status, capability?.device ?? 'this device', measuring)}</p>
          {status.kind === 'starting' && (
            <progress
              className={styles.wait}
              aria-label="Starting"
              {...(status.download &&
                status.download.loaded < status.download.total && {
                  value: status.download.loaded,
                  max: status.download.total,
                })}
            />
          )}
        </div>
      )}
      {saved.kind === 'failed' ? (
        <div className={setup.card} role="alert">
          <p>
            <b>Not saved.</b> {runFailureText(saved.error)}
          </p>
          <Button onClick={() => void files.exportRun()}>Save it as a file now</Button>
        </div>
      ) : (
        saved.kind === 'saved' && <p className={setup.soft}>{savedWords(saved)}</p>
      )}
    </div>
  );
}
