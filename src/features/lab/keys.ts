import { placeKeys } from '../common/placeKeys';
import type { ViewKeys } from '../common/view';

/** What the experiments compute; their view has fetched it. */
const work = () => import('./state/work');

/** The place is the same in all experiments, from the noise on. */
export const labKeys: ViewKeys = {
  ...placeKeys({
    key: ' ',
    label: 'Space',
    does: 'in the Lab: stop what runs; go on, or begin what is not done',
    run: () => void work().then(({ toggleExperiment }) => toggleExperiment()),
  }),
  stop: () => work().then(({ stopExperiment }) => stopExperiment()),
};
