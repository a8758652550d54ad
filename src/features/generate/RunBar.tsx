import { useStore } from 'zustand';
import { Download } from 'lucide-react';
import { engine, engineStatus, type EngineStatus } from '../../state/engine/engine';
import { saveGrid } from './state/gridPng';
import { secondsTaken, type Progress, type SheetState } from '../../state/samples/sheet';
import { useView } from '../../state/link/useView';
import { Button } from '../../ui/controls';
import { engineText } from '../common/engineText';
import { formatDuration } from '../common/format';
import { grids, otherSamples } from './state/grids';
import { evaluationsOf } from './state/plans';
import shared from './Generate.module.css';
import styles from './RunBar.module.css';

const isBusy = ({ status: { kind } }: SheetState): boolean => kind === 'waiting' || kind === 'running';
const isMissing = ({ run }: SheetState): boolean => !run?.complete;

/** The progress of the sheet that takes longest; null if none runs. */
function slowest(shown: readonly SheetState[]): Progress | null {
  const running = shown.flatMap(({ status }) =>
    status.kind === 'running' && status.progress ? [status.progress] : [],
  );
  return running.sort((a, b) => b.secondsLeft - a.secondsLeft)[0] ?? null;
}

function progressWords({ step, steps, stepsPerSecond, secondsLeft }: Progress): string {
  const percent = Math.round((100 * step) / steps);
  return `Step ${Math.floor(step)} of ${steps} · ${percent} % · ${stepsPerSecond.toFixed(1)} steps/s · ${formatDuration(secondsLeft)} left`;
}

function words(shown: readonly SheetState[], progress: Progress | null, status: EngineStatus): string {
  if (shown.some(isBusy)) {
    if (status.kind !== 'ready') return engineText(status);
    return progress ? progressWords(progress) : 'Running the network …';
  }
  if (shown.some((sheet) => sheet.status.kind === 'stopped'))
    return 'Stopped. What is here stays and scrubs.';
  if (shown.some((sheet) => sheet.plan === null)) return 'A network is being fetched …';
  if (shown.some(isMissing)) return 'Not computed yet.';
  const [first] = shown;
  if (first.status.kind !== 'done' || !first.plan) return 'From memory: every state scrubs both ways.';
  const taken = secondsTaken(first);
  if (Number.isNaN(taken)) return 'Computed in parts.';
  const rate = evaluationsOf(first.plan.request) / taken;
  return `Computed in ${formatDuration(taken)}: ${rate.toPrecision(3)} evaluations of the network a second.`;
}

/** How many states of a long run are kept. */
function keptWords({ plan }: SheetState): string {
  const every = plan?.request.every ?? 1;
  return every === 1 ? '' : ` One state in ${every} is kept: all would not fit into memory.`;
}

/** How far the pictures are, and buttons to stop, go on, take others and save. */
export function RunBar() {
  const { comparing, strip } = useView('comparing', 'strip');
  const a = useStore(grids.sheets.a.store);
  const b = useStore(grids.sheets.b.store);
  const between = useStore(grids.sheets.strip.store);
  const status = useStore(engineStatus, (state) => state.status);
  const shown = [a, ...(comparing ? [b] : []), ...(strip ? [between] : [])];
  const busy = shown.some(isBusy);
  const missing = shown.some(isMissing);
  const started = shown.some(({ filled, run }) => filled > 0 && run && !run.complete);
  const progress = slowest(shown);
  const failed = busy && status.kind === 'failed';
  return (
    <div className={styles.bar}>
      <span className={shared.row} data-chrome>
        {busy && !failed ? (
          <Button look="primary" title="Stop; what is here stays (Space)" onClick={grids.stop}>
            Cancel
          </Button>
        ) : missing ? (
          <Button
            look="primary"
            title="Compute what is missing (Space)"
            onClick={() => {
              if (status.kind === 'failed') {
                grids.stop();
                engine().catch(() => undefined);
              }
              grids.generate();
            }}
          >
            {started ? 'Go on' : failed ? 'Try again' : 'Run'}
          </Button>
        ) : (
          <Button
            look="primary"
            title="As many others, from the seeds that follow (Space)"
            onClick={otherSamples}
          >
            Others
          </Button>
        )}
        <Button
          aria-label="Save as PNG"
          title="The grid as a PNG file, with its link inside"
          disabled={a.filled === 0}
          onClick={() => void saveGrid()}
        >
          <Download size={16} aria-hidden="true" /> PNG
        </Button>
      </span>
      {progress && (
        <progress
          className={shared.progress}
          max={progress.steps}
          value={progress.step}
          aria-label="Progress of the pictures"
        />
      )}
      <p className={shared.status} role={failed ? 'alert' : undefined}>
        {words(shown, progress, status)}
        {shown.map(keptWords).find(Boolean)}
      </p>
      <p className="visually-hidden" role="status">
        {busy
          ? 'The network is running.'
          : !missing
            ? 'All pictures are here.'
            : shown.some(({ status: { kind } }) => kind === 'stopped')
              ? 'Stopped.'
              : ''}
      </p>
    </div>
  );
}
