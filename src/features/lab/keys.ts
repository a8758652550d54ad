import { placeKeys } from '../common/placeKeys';
import type { ViewKeys } from '../common/view';

/** The view has loaded it already. */
const work = () => import('./state/work');

/** All experiments share one place. */
export const labKeys: ViewKeys = {
  ...placeKeys({
    key: ' ',
    label: 'Space',
    does: 'in the Lab: stop what runs; go on, or begin what is not done',
    run: () => void work().then(({ toggleExperiment }) => toggleExperiment()),
  }),
  stop: () => work().then(({ stopExperiment }) => stopExperiment()),
};
