import { formatCount } from '../../diffusion/numbers/formatCount';
import { fixed } from '../../diffusion/numbers/formatNumber';
import { useStore } from 'zustand';
import { files, savedRuns, training } from './state/stores';
import type { TrainingStatus } from '../../state/training/trainingStatus';
import { failureText } from '../../state/engine/failure';
import { patchView, view } from '../../state/link/view';
import { runFailureText } from '../../state/runs/runError';
import { Button } from '../../ui/controls';
import { Forecast } from './Forecast';
import { TEXTS as SHARED_TEXTS } from '../../state/texts';
import { TEXTS } from './texts';
import setup from './Setup.module.css';
import styles from './Status.module.css';

const megabytes = (bytes: number): string => fixed(bytes / 1e6, 1);

/** The download of the digits, as long as it lasts. */
const currentDownload = (status: TrainingStatus) =>
  status.kind === 'starting' && status.download && status.download.loaded < status.download.total
    ? status.download
    : null;

function statusText(status: TrainingStatus, device: string, isMeasuring: boolean): string {
  const download = currentDownload(status);
  switch (status.kind) {
    case 'starting':
      return download
        ? TEXTS.loadingDigits(megabytes(download.loaded), megabytes(download.total))
        : TEXTS.preparing;
    case 'running':
      return isMeasuring ? TEXTS.testing : TEXTS.running(device);
    case 'pausing':
      return TEXTS.pausing;
    case 'paused':
      return TEXTS.paused;
    case 'done':
      return TEXTS.done;
    case 'none':
    case 'failed':
      return '';
  }
}

/** In presenter mode, where there is nothing to press: how to start, and what goes on before the first update. */
export function PresentedStatus() {
  const status = useStore(training.store, (state) => state.status);
  const present = useStore(view, (state) => state.present);
  if (!present || status.kind === 'running') return null;
  const text =
    status.kind === 'none'
      ? TEXTS.presentedStart
      : status.kind === 'failed'
        ? failureText(status.error)
        : statusText(status, '', false);
  return <p className={styles.presented}>{text}</p>;
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
      {TEXTS.halfRate}
    </Button>
  );
}

function savedText(update: number, at: number): string {
  return TEXTS.saved(formatCount(update), new Date(at).toLocaleTimeString('en', { hour12: false }));
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
          {SHARED_TEXTS.otherTabTrains}
        </p>
      )}
      {status.kind === 'failed' ? (
        <div className={setup.card} role="alert">
          <p>{failureText(status.error)}</p>
          <p>{TEXTS.safeUpTo(formatCount(run?.state?.update ?? 0))}</p>
          {status.error.code === 'not-finite' && run && <LowerRate rate={run.config.learningRate / 2} />}
        </div>
      ) : (
        <div>
          <p aria-live="polite">
            {isOwner && statusText(status, capability?.device ?? TEXTS.thisDevice, isMeasuring)}
            {isOwner && status.kind === 'none' && <Forecast />}
          </p>
          {status.kind === 'none' && <p className={styles.saved}>{TEXTS.staysHere}</p>}
          {status.kind === 'starting' && (
            <progress
              className={styles.wait}
              aria-label={TEXTS.starting}
              {...(download && { value: download.loaded, max: download.total })}
            />
          )}
        </div>
      )}
      {saved.kind === 'failed' ? (
        <div className={setup.card} role="alert">
          <p>
            <b>{TEXTS.notSaved}</b> {runFailureText(saved.error)}
          </p>
          <Button onClick={() => void files.exportRun()}>{TEXTS.saveAsFile}</Button>
        </div>
      ) : (
        saved.kind === 'saved' && <p className={styles.saved}>{savedText(saved.update, saved.at)}</p>
      )}
    </div>
  );
}
