import { precise } from '../../diffusion/numbers/formatNumber';
import { useStore } from 'zustand';
import { Download, Sparkles } from 'lucide-react';
import { engine, engineStatus, type EngineStatus } from '../../state/engine/pageEngine';
import { saveGrid } from './state/gridPng';
import { countEvaluations } from '../../state/samples/plan';
import { secondsTaken, type Progress, type SheetState } from '../../state/samples/sheet';
import { useView } from '../../state/link/useView';
import { Button } from '../../ui/controls';
import { engineText, progressText } from '../common/engineText';
import { formatDuration } from '../common/format';
import { grids, otherSamples } from './state/grids';
import { TEXTS } from './texts';
import shared from './Generate.module.css';
import styles from './Dock.module.css';

/** A sheet that is shown, and what it is called beside others. */
type Shown = SheetState & { readonly name: string };

const isBusy = ({ status: { kind } }: SheetState): boolean => kind === 'waiting' || kind === 'running';
const isMissing = ({ run }: SheetState): boolean => !run?.complete;

/** The progress of the sheet that takes longest; null if none runs. */
function slowest(shown: readonly SheetState[]): Progress | null {
  const running = shown.flatMap(({ status }) =>
    status.kind === 'running' && status.progress ? [status.progress] : [],
  );
  return running.sort((a, b) => b.secondsLeft - a.secondsLeft)[0] ?? null;
}

/** How long it took; with several sheets, each of them. */
function doneText(shown: readonly Shown[]): string {
  const timed = shown.flatMap((sheet) => {
    const taken = secondsTaken(sheet);
    return taken === undefined || !sheet.plan ? [] : [{ name: sheet.name, plan: sheet.plan, taken }];
  });
  if (timed.length === 0)
    return shown.some(({ status }) => status.kind === 'done') ? TEXTS.doneInParts : TEXTS.inMemory;
  if (shown.length > 1)
    return TEXTS.doneEach(
      timed.map(({ name, taken }) => TEXTS.doneOf(name, formatDuration(taken))).join(', '),
    );
  const [{ plan, taken }] = timed;
  return TEXTS.done(formatDuration(taken), precise(countEvaluations(plan.request) / taken, 3));
}

function words(shown: readonly Shown[], progress: Progress | null, status: EngineStatus): string {
  if (shown.some(isBusy)) return status.kind === 'ready' ? progressText(progress) : engineText(status);
  if (shown.some((sheet) => sheet.status.kind === 'stopped')) return TEXTS.stopped;
  if (shown.some((sheet) => sheet.plan === null)) return TEXTS.loading;
  if (shown.some(isMissing)) return TEXTS.missing;
  return doneText(shown);
}

/** How many states of a long run are kept. */
function intervalText({ plan }: SheetState): string {
  const every = plan?.request.every ?? 1;
  return every === 1 ? '' : TEXTS.kept(every);
}

/** How far the pictures are that are shown. */
function useRun() {
  const { comparing, strip } = useView('comparing', 'strip');
  const a = useStore(grids.sheets.a.store);
  const b = useStore(grids.sheets.b.store);
  const between = useStore(grids.sheets.strip.store);
  const status = useStore(engineStatus, (state) => state.status);
  const shown: Shown[] = [
    { ...a, name: comparing ? 'A' : TEXTS.parts.pictures },
    ...(comparing ? [{ ...b, name: 'B' }] : []),
    ...(strip ? [{ ...between, name: TEXTS.parts.strip }] : []),
  ];
  const busy = shown.some(isBusy);
  return { shown, busy, missing: shown.some(isMissing), status, failed: busy && status.kind === 'failed' };
}

/** Stops, goes on, or takes new seeds. */
export function RunButton() {
  const { shown, busy, missing, status, failed } = useRun();
  const started = shown.some(({ filled, run }) => filled > 0 && run && !run.complete);
  const look = { look: 'primary', className: styles.run, 'data-chrome': true } as const;
  if (busy && !failed)
    return (
      <Button {...look} title={TEXTS.cancelTitle} onClick={grids.stop}>
        {TEXTS.cancel}
      </Button>
    );
  if (!missing)
    return (
      <Button {...look} title={TEXTS.drawNewTitle} onClick={otherSamples}>
        <Sparkles size={16} aria-hidden="true" /> {TEXTS.drawNew}
      </Button>
    );
  return (
    <Button
      {...look}
      title={TEXTS.drawTitle}
      onClick={() => {
        if (status.kind === 'failed') {
          grids.stop();
          engine().catch(() => undefined);
        }
        grids.generate();
      }}
    >
      {started ? TEXTS.goOn : failed ? TEXTS.tryAgain : TEXTS.draw}
    </Button>
  );
}

export function SaveButton() {
  const isEmpty = useStore(grids.sheets.a.store, ({ filled }) => filled === 0);
  return (
    <Button
      className={styles.png}
      aria-label={TEXTS.save}
      title={TEXTS.saveTitle}
      disabled={isEmpty}
      data-chrome
      onClick={() => void saveGrid()}
    >
      <Download size={16} aria-hidden="true" /> <span>{TEXTS.png}</span>
    </Button>
  );
}

/** How far the network is, in words. */
export function Status() {
  const { shown, busy, missing, status, failed } = useRun();
  const progress = slowest(shown);
  const { announced } = TEXTS;
  return (
    <div className={styles.status}>
      {progress && (
        <progress
          className={shared.progress}
          max={progress.steps}
          value={progress.step}
          aria-label={TEXTS.progress}
        />
      )}
      <p className={shared.status} role={failed ? 'alert' : undefined}>
        {words(shown, progress, status)}
        {shown.map(intervalText).find(Boolean)}
      </p>
      <p className="visually-hidden" role="status">
        {busy
          ? announced.busy
          : !missing
            ? announced.done
            : shown.some(({ status: { kind } }) => kind === 'stopped')
              ? announced.stopped
              : ''}
      </p>
    </div>
  );
}
