import { placeKeys } from '../common/placeKeys';
import type { ViewKeys } from '../common/view';

/** The view has loaded it already. */
const loadControls = () => import('./state/experimentControls');

export const labKeys: ViewKeys = {
  ...placeKeys({
    key: ' ',
    label: 'Space',
    does: 'in the Lab: stop what runs; go on, or begin what is not done',
    run: () => void loadControls().then(({ toggleExperiment }) => toggleExperiment()),
  }),
  stop: () => loadControls().then(({ stopExperiment }) => stopExperiment()),
};
