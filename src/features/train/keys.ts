import { patchView } from '../../state/link/view';
import { withPart } from '../../state/withPart';
import type { KeyRow, ViewKeys } from '../common/view';
import { PAGE_TEXTS } from './pageTexts';

const stores = () => import('./state/stores');

/** Starts, goes on with what is not finished, or pauses. */
const toggle = (): Promise<void> =>
  withPart(stores, async ({ savedRuns, training }) => {
    await savedRuns.connect();
    training.toggle();
  });

/** Starts the first training. @returns whether there was none */
export async function startFirst(): Promise<boolean> {
  const isStarted = await withPart(stores, async ({ savedRuns, training }) => {
    await savedRuns.connect();
    const isFirst = training.store.getState().run === null;
    if (isFirst) training.toggle();
    return isFirst;
  });
  return isStarted ?? false;
}

/** In every view. */
export const TRAIN: KeyRow = {
  key: 't',
  label: 'T',
  does: PAGE_TEXTS.open,
  run: () => patchView({ page: 'train' }),
};

export const trainKeys: ViewKeys = {
  rows: [{ key: ' ', label: 'Space', does: PAGE_TEXTS.toggle, run: () => void toggle() }],
  elementKeys: [{ label: 'Arrows', does: PAGE_TEXTS.look }],
  reveal: startFirst,
};
