import { newTrainer } from '../../../state/engine/trainer';
import { RUNS } from '../../../state/runs/runStore';
import { trainingEnvironment } from '../../../state/training/environment';
import { createFiles } from './files';
import { createFilmPosition } from './filmPosition';
import { hasLosses } from './hasLosses';
import { createSavedRuns } from './savedRuns';
import { createOpenInTimeline } from './openInTimeline';
import { createSpeed } from './speed';
import { createTraining } from '../../../state/training/training';
import { browser } from '../../../state/environment';
import { digitTraining } from './digitTraining';

const environment = trainingEnvironment(newTrainer(), RUNS);

/** The stores of the view, in this page. */
export const training = createTraining(environment, digitTraining);
export const savedRuns = createSavedRuns(training, environment);
export const filmPosition = createFilmPosition(training);
export const openInTimeline = createOpenInTimeline(training, environment);
export const files = createFiles(training, savedRuns, environment);
export const speed = createSpeed(browser);

training.store.subscribe(({ run }) => hasLosses.setState((run?.losses.length ?? 0) > 0));
