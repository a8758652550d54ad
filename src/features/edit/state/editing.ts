import { nextSeed } from '../../../state/link/fieldKinds';
import { debounce } from '../../../state/debounce';
import { browser, type Environment } from '../../../state/environment';
import { patchView, view } from '../../../state/link/view';
import { network } from '../../../state/network/network';
import { source } from '../../../state/picture/source';
import { editKey, isFinished, partsNow, workOf } from './parts';
import { canTryOthers, isEditing, isEditMissing, missingParts } from './progress';
import { allSheets, sheetsOf } from './sheets';
import { fetchOther, otherPicture } from './subjects';

/** Evaluations that start without being asked for: on the slowest device they take some twenty seconds. */
const UNASKED = 2000;
const SETTLE_MS = 250;

/** Shows what belongs to the settings, as far as what it starts from is there. */
function showPlans(): void {
  for (const { sheet, plan } of partsNow() ?? []) sheet.show(plan);
}

/**
 * Computes the open edit, part by part. This is no `task`: every part has a status of its own, and one that still belongs to the settings
 * goes on when others change.
 */
export function createEditing({ clock, isMotionReduced }: Pick<Environment, 'clock' | 'isMotionReduced'>) {
  /** Numbers the runs: one that is not the newest any more computes no further part. */
  let newestRun = 0;
  const settling = debounce(clock, SETTLE_MS, () => void run());

  /** Nothing starts after the part under way. */
  function halt(): void {
    settling.cancel();
    newestRun++;
  }

  /** Computes what is missing. */
  async function run(): Promise<void> {
    halt();
    const thisRun = newestRun;
    for (;;) {
      showPlans();
      const next = missingParts().at(0);
      if (!next) return;
      await next.sheet.start();
      if (thisRun !== newestRun || next.sheet.store.getState().status.kind !== 'done') return;
    }
  }

  /** Stops what is computed or about to be; what is there stays. @returns whether there was something */
  function stop(): boolean {
    halt();
    const busy = allSheets.filter((sheet) => sheet.busy);
    for (const sheet of busy) sheet.cancel();
    return busy.length > 0;
  }

  /** The same from the next seed. */
  function tryOthers(): void {
    patchView({ seed: nextSeed(view.getState().seed) });
    void run();
  }

  /** Runs, or stops what runs; where everything is there, takes the next seed. */
  function toggle(): void {
    if (stop()) return;
    if (isEditMissing()) void run();
    else if (canTryOthers()) tryOthers();
  }

  /** Computes what is missing once the settings have rested, unless that takes long or motion is unwelcome: then the user has to ask. */
  function startSoon(): void {
    const unfinished = partsNow()?.filter((part) => !isFinished(part)) ?? [];
    if (isMotionReduced() || workOf(unfinished) > UNASKED) return;
    const first = missingParts().at(0);
    if (!first) return;
    first.sheet.expect();
    settling.restart();
  }

  /** Keeps what is shown in step with the view while it is open. @returns a function that stops it */
  function follow(): () => void {
    let followed = '';
    const update = (): void => {
      const { page, edit } = view.getState();
      if (page !== 'edit') return;
      const key = editKey();
      if (key === followed) return;
      followed = key;
      void fetchOther();
      for (const sheet of allSheets) if (!sheetsOf(edit).includes(sheet)) sheet.cancel();
      showPlans();
      // What still belongs to the settings goes on.
      if (isEditing()) return;
      halt();
      startSoon();
    };
    update();
    const stops = [view, network, source, otherPicture].map((store) => store.subscribe(update));
    return () => {
      stops.forEach((end) => end());
      stop();
    };
  }

  return { run, stop, toggle, tryOthers, follow };
}

export const editing = createEditing(browser);
