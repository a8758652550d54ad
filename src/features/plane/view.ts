import { PLANE_PARTS } from '../../state/link/fields/plane';
import { view } from '../../state/link/view';
import { turnWithin } from '../common/turnWithin';
import type { View } from '../common/view';
import { planeKeys } from './keys';
import { openPart } from './openPart';
import { PAGE_TEXTS } from './pageTexts';

export const plane: View = {
  page: 'plane',
  name: PAGE_TEXTS.name,
  title: PAGE_TEXTS.title,
  get scenes() {
    const { planePart, level } = view.getState();
    const { plane: picture, how, solvers } = PAGE_TEXTS.scenes;
    if (level === 'picture') return [picture];
    return planePart === 'back' ? [picture, how, solvers] : [picture, how];
  },
  turnPart: (by) => turnWithin(PLANE_PARTS, view.getState().planePart, by, openPart),
  content: { load: () => import('./PlaneView') },
  keys: planeKeys,
};
