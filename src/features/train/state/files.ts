import { fixed } from '../../../diffusion/numbers/formatNumber';
import { EngineFailure } from '../../../engine/protocol/errors';
import { MOST_UPDATES } from '../../../engine/protocol/train';
import { failureText } from '../../../state/engine/failure';
import { notify } from '../../../state/notices';
import { NOTICES } from '../texts';
import type { TrainEnvironment } from '../../../state/training/environment';
import type { SavedRuns } from './savedRuns';
import { createRunFiles } from '../../../state/training/runFiles';
import { TrainingRun } from '../../../state/training/trainingRun';
import type { Training } from '../../../state/training/training';

/** By how many updates a training from a file is to go on. */
const UPDATES_AFTER_IMPORT = 1000;
/** The largest network's training takes 15 MB. */
const MOST_BYTES = 64e6;

const notifyFailure = (caught: unknown): void => void notify({ kind: 'error', text: failureText(caught) });

/** Trainings as files. */
export function createFiles(
  training: Training,
  savedRuns: SavedRuns,
  { trainer }: Pick<TrainEnvironment, 'trainer'>,
) {
  const { exportRun, exportLosses, updatesPerSecond } = createRunFiles(training, trainer);

  /** Adds a run from a safetensors file and shows it; a file that is refused changes nothing. */
  async function importRun(file: File): Promise<void> {
    // Else the run that was here last would take the place of this one on the screen.
    await savedRuns.connect();
    if (!training.mayTrain()) return;
    try {
      if (file.size > MOST_BYTES)
        throw new EngineFailure(
          'weights-corrupt',
          NOTICES.tooLarge(fixed(file.size / 1e6, 0), MOST_BYTES / 1e6),
          NOTICES.chooseAnother,
        );
      const bytes = new Uint8Array(await file.arrayBuffer());
      const imported = await trainer.runWatched('importTraining', { file: bytes }, updatesPerSecond);
      const { config, state, name, heldOutLoss } = imported;
      if (config.network === 'plane')
        throw new EngineFailure('weights-corrupt', NOTICES.ofPlane(file.name), NOTICES.chooseAnother);
      const goal = Math.min(MOST_UPDATES, state.update + UPDATES_AFTER_IMPORT);
      const run = new TrainingRun(name || file.name, config, goal);
      run.state = state;
      if (heldOutLoss !== undefined) run.losses.addHeldOut(state.update, heldOutLoss);
      await savedRuns.addRun(run);
      const text = NOTICES.imported(file.name, state.update);
      notify({ kind: 'info', text });
    } catch (caught) {
      notifyFailure(caught);
    }
  }

  return { exportRun, exportLosses, importRun };
}
