import { useStore } from 'zustand';
import { files, savedRuns, training } from './state/stores';
import type { TrainingStatus } from './state/trainingStatus';
import { failureText } from '../../state/engine/failure';
import { patchView } from '../../state/link/view';
import { runFailureText } from '../../state/runs/runError';
import { Button } from '../../ui/controls';
import { count } from './format';
import setup from './Setup.module.css';
import styles from './Status.module.css';

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);

/** The download of the digits, as long as it lasts. */
const currentDownload = (status: TrainingStatus) =>
  status.kind === 'starting' && status.download && status.download.loaded < status.download.total
    ? status.download
    : null;

function statusText(status: TrainingStatus, device: string, isMeasuring: boolean): string {
  const download = currentDownload(status);
  switch (status.kind) {
    case 'none':
      return 'From random weights, in this tab. Nothing leaves it.';
    case 'starting':
      return download
        ? `MNIST digits arrive: ${megabytes(download.loaded)} of ${megabytes(download.total)} MB`
        : 'The network is built and the device made ready: some seconds …';
    case 'running':
      return isMeasuring ? 'Measured on test digits …' : `Training on ${device}.`;
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

/** The usual remedy where the loss became NaN. */
function LowerRate({ rate }: { rate: number }) {
  return (
    <Button
      look="primary"
      onClick={() => {
        patchView({ trainRate: rate });
        training.retune({ learningRate: rate });
        training.resume();
      }}
    >
      Go on with half the rate
    </Button>
  );
}

function savedText(update: number, at: number): string {
  const time = new Date(at).toLocaleTimeString('en', { hour12: false });
  return `Kept in this browser: update ${count(update)}, read back at ${time}.`;
}

/** What the trainer does, what went wrong and what can be done about it, and what is saved. */
export function Status() {
  const { status, capability, run, isOwner } = useStore(training.store);
  const saved = useStore(savedRuns.store, (state) => state.saveStatus);
  const isMeasuring = run !== null && run.update >= run.goal;
  const download = currentDownload(status);
  return (
    <div className={styles.status}>
      {!isOwner && (
        <p className={setup.card} role="status">
          Another tab of this page holds the runs. Close it, and this one can train.
        </p>
      )}
      {status.kind === 'failed' ? (
        <div className={setup.card} role="alert">
          <p>{failureText(status.error)}</p>
          <p>All up to update {count(run?.state?.update ?? 0)} is there.</p>
          {status.error.code === 'not-finite' && run && <LowerRate rate={run.config.learningRate / 2} />}
        </div>
      ) : (
        <div>
          <p aria-live="polite">
            {isOwner && statusText(status, capability?.device ?? 'this device', isMeasuring)}
          </p>
          {status.kind === 'starting' && (
            <progress
              className={styles.wait}
              aria-label="Starting"
              {...(download && { value: download.loaded, max: download.total })}
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
        saved.kind === 'saved' && <p className={setup.soft}>{savedText(saved.update, saved.at)}</p>
      )}
    </div>
  );
}
