import { patchView } from '../../state/link/view';
import type { KeyRow, ViewKeys } from '../common/view';
import { TAB_TEXTS } from './tabTexts';

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
  does: TAB_TEXTS.open,
  run: () => patchView({ page: 'train' }),
};

export const trainKeys: ViewKeys = {
  rows: [{ key: ' ', label: 'Space', does: TAB_TEXTS.toggle, run: () => void toggle() }],
  elementKeys: [{ label: 'Arrows', does: TAB_TEXTS.look }],
};
