import { notify } from '../../../state/notices';
import type { TrainEnvironment } from './environment';
import type { Training } from './training';

/** A glance at another tab is not worth a word. */
const WORTH_A_WORD_MS = 30_000;

const count = (n: number): string => n.toLocaleString('en');

function duration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return seconds < 120 ? `${seconds} seconds` : `${Math.round(seconds / 60)} minutes`;
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
      run.update > update
        ? `The training went on meanwhile, from update ${count(update)} to ${count(run.update)}.`
        : 'The browser let the training stand still meanwhile; that time is not counted.';
    notify({ kind: 'info', text: `This tab was hidden for ${duration(clock.now() - at)}. ${progress}` });
    hidden = null;
  });
}
