import { patchView, view } from '../../state/link/view';
import type { KeyRow, ViewKeys } from '../common/view';

/** Opens the view and starts, or goes on with what is not finished; where it is open, starts and pauses. */
async function train(): Promise<void> {
  const isOpen = view.getState().page === 'train';
  if (!isOpen) patchView({ page: 'train' });
  const { keeping, training } = await import('./state/stores');
  await keeping.connect();
  if (isOpen) training.toggle();
  else training.resume();
}

const run = (): void => void train();

/** In every view. */
export const TRAIN: KeyRow = {
  key: 't',
  label: 'T',
  does: 'train: a small network learns in this tab; again: pause, go on',
  run,
};

export const trainKeys: ViewKeys = {
  rows: [{ key: ' ', label: 'Space', run }],
  elementKeys: [{ label: 'Arrows', does: 'in the training film and the loss chart: look around' }],
};
