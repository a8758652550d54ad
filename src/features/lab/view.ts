import { EXPERIMENTS } from '../../state/link/fields/lab';
import { patchView, view } from '../../state/link/view';
import { turnWithin } from '../common/turnWithin';
import type { View } from '../common/view';
import { labKeys } from './keys';
import { PAGE_TEXTS } from './pageTexts';
import { scenesOf } from './scenes';

export const lab: View = {
  page: 'lab',
  name: PAGE_TEXTS.name,
  title: PAGE_TEXTS.title,
  content: { load: () => import('./LabView') },
  keys: labKeys,
  turnPart: (by) =>
    turnWithin(EXPERIMENTS, view.getState().experiment, by, (experiment) => patchView({ experiment })),
  get scenes() {
    return scenesOf(view.getState()).map(({ title }) => title);
  },
};
