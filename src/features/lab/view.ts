import { EXPERIMENTS } from '../../state/link/fields/lab';
import { patchView, view } from '../../state/link/view';
import { withPart } from '../../state/withPart';
import { turnWithin } from '../common/turnWithin';
import type { View } from '../common/view';
import { labKeys } from './keys';
import { PAGE_TEXTS } from './pageTexts';
import { scenesOf } from './scenes';
import type { LabRun } from './state/lectureRuns';

const run = (name: LabRun) => () =>
  withPart(
    () => import('./state/lectureRuns'),
    ({ LECTURE_RUNS }) => LECTURE_RUNS[name],
  );

export const lab: View = {
  page: 'lab',
  name: PAGE_TEXTS.name,
  title: PAGE_TEXTS.title,
  content: { load: () => import('./LabView') },
  keys: labKeys,
  runs: {
    'exact-losses': run('exact-losses'),
    'exact-samples': run('exact-samples'),
    'no-noise': run('no-noise'),
    'digits-no-noise': run('digits-no-noise'),
  },
  turnPart: (by) =>
    turnWithin(EXPERIMENTS, view.getState().experiment, by, (experiment) => patchView({ experiment })),
  get scenes() {
    return scenesOf(view.getState()).map(({ title }) => title);
  },
};
