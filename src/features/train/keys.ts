import { patchView } from '../../state/link/view';
import type { KeyRow, ViewKeys } from '../common/view';

/** Starts, goes on with what is not finished, or pauses. */
async function toggle(): Promise<void> {
  const { savedRuns, training } = await import('./state/stores');
  await savedRuns.connect();
  training.toggle();
}

/** In every view. */
export const TRAIN: KeyRow = {
  key: 't',
  label: 'T',
  does: 'open Train',
  run: () => patchView({ page: 'train' }),
};

export const trainKeys: ViewKeys = {
  rows: [{ key: ' ', label: 'Space', does: 'in Train: start, pause, go on', run: () => void toggle() }],
  elementKeys: [{ label: 'Arrows', does: 'in the training film and the loss chart: look around' }],
};
