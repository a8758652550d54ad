import { EDITS } from '../../state/link/fields/edit';
import { patchView, view } from '../../state/link/view';
import { turnWithin } from '../common/turnWithin';
import type { View } from '../common/view';
import { editKeys } from './keys';
import { TEXTS } from './texts';

export const edit: View = {
  page: 'edit',
  name: TEXTS.name,
  title: TEXTS.title,
  scenes: TEXTS.scenes,
  turnPart: (by) =>
    turnWithin(EDITS, view.getState().edit, by, (edit) => patchView({ edit, editT: 0, editTile: 0 })),
  content: { load: () => import('./EditView') },
  keys: editKeys,
};
