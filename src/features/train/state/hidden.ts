import { notify } from '../../../state/notices';
import { isTraining, training } from './training';

/** A glance at another tab is not worth a word. */
const WORTH_A_WORD_MS = 30_000;

const count = (n: number): string => n.toLocaleString('en');

function duration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return seconds < 120 ? `${seconds} seconds` : `${Math.round(seconds / 60)} minutes`;
}

/** Says, when the tab is looked at again, what the training did while it was hidden: it goes on, as far as the browser lets it. */
export function connectHidden(): void {
  let left: { at: number; id: string; update: number } | null = null;
  addEventListener('visibilitychange', () => {
    const { run } = training.getState();
    if (document.hidden) {
      left = run && isTraining() ? { at: performance.now(), id: run.id, update: run.update } : null;
      return;
    }
    if (!left || run?.id !== left.id || performance.now() - left.at < WORTH_A_WORD_MS) return;
    const hidden = `This tab was hidden for ${duration(performance.now() - left.at)}.`;
    // Where it failed meanwhile, that is said already.
    if (run.update <= left.update && !isTraining()) return;
    const text =
      run.update > left.update
        ? `The training went on meanwhile, from update ${count(left.update)} to ${count(run.update)}.`
        : 'The browser let the training stand still meanwhile; that time is not counted.';
    notify({ kind: 'info', text: `${hidden} ${text}` });
    left = null;
  });
}
