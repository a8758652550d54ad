import { formatCount } from '../../../diffusion/numbers/formatCount';
import { notify } from '../../../state/notices';
import { NOTICES } from '../texts';
import type { TrainEnvironment } from '../../../state/training/environment';
import type { Training } from '../../../state/training/training';

/** A glance at another tab is not worth a word. */
const WORTH_A_WORD_MS = 30_000;

function duration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return seconds < 120 ? NOTICES.seconds(seconds) : NOTICES.minutes(Math.round(seconds / 60));
}

/** Says, when the tab is shown again, what the training did while it was hidden. It goes on as far as the browser lets it. */
export function connectHiddenTab(
  { store, isTraining }: Training,
  { clock, tab }: Pick<TrainEnvironment, 'clock' | 'tab'>,
): void {
  let hidden: { readonly at: number; readonly id: string; readonly update: number } | null = null;
  tab.onVisibility(() => {
    const { run } = store.getState();
    if (tab.isHidden()) {
      hidden = run && isTraining() ? { at: clock.now(), id: run.id, update: run.update } : null;
      return;
    }
    if (!hidden || run?.id !== hidden.id || clock.now() - hidden.at < WORTH_A_WORD_MS) return;
    const { at, update } = hidden;
    // Where it failed meanwhile, that is said already.
    if (run.update <= update && !isTraining()) return;
    const progress =
      run.update > update ? NOTICES.wentOn(formatCount(update), formatCount(run.update)) : NOTICES.stoodStill;
    notify({ kind: 'info', text: NOTICES.hidden(duration(clock.now() - at), progress) });
    hidden = null;
  });
}
