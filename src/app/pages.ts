import { pause } from '../features/timeline/state/playback';
import { patchView, view } from '../state/link/view';
import type { Page } from '../state/link/fields/table';

/** Opens one of the page's views. */
export function openPage(page: Page): void {
  if (view.getState().page === page) return;
  pause();
  patchView({ page });
}

/** Opens the view where a network is trained, and starts, or goes on with what is not finished; where it is open, starts and pauses. */
export async function train(): Promise<void> {
  const open = view.getState().page === 'train';
  openPage('train');
  const { connectKeeping } = await import('../features/train/state/keeping');
  await connectKeeping();
  const { resume, toggleTraining } = await import('../features/train/state/training');
  if (open) toggleTraining();
  else resume();
}
