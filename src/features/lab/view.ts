import { view } from '../../state/link/view';
import { AT_START, presentation } from '../../state/presentation';
import type { View } from '../common/view';
import { labKeys } from './keys';
import { scenesOf } from './scenes';

export const lab: View = {
  page: 'lab',
  name: 'Lab',
  title: 'Rules that turn noise into data, right and wrong, to try out',
  content: { load: () => import('./LabView') },
  keys: labKeys,
  get scenes() {
    return scenesOf(view.getState()).map(({ title }) => title);
  },
  connections: [
    () =>
      view.subscribe(({ experiment }, before) => {
        if (experiment !== before.experiment) presentation.setState(AT_START);
      }),
  ],
};
