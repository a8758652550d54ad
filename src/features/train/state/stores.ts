import { trainBrowser } from '../../../state/training/environment';
import { createFiles } from './files';
import { createFilmPosition } from './filmPosition';
import { hasLosses } from './hasLosses';
import { createSavedRuns } from './savedRuns';
import { createOpenInTimeline } from './openInTimeline';
import { createSpeed } from './speed';
import { createTraining } from '../../../state/training/training';
import { browser } from '../../../state/environment';
import { digitTraining } from './digitTraining';

/** The stores of the view, in this page. */
export const training = createTraining(trainBrowser, digitTraining);
export const savedRuns = createSavedRuns(training, trainBrowser);
export const filmPosition = createFilmPosition(training);
export const openInTimeline = createOpenInTimeline(training, trainBrowser);
export const files = createFiles(training, savedRuns, trainBrowser);
export const speed = createSpeed(browser);

training.store.subscribe(({ run }) => hasLosses.setState((run?.losses.length ?? 0) > 0));
