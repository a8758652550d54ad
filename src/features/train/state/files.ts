import { fixed } from '../../../diffusion/numbers/formatNumber';
import { EngineFailure } from '../../../engine/protocol/errors';
import { MOST_UPDATES } from '../../../engine/protocol/train';
import { failureText } from '../../../state/engine/failure';
import { saveCsv } from '../../../state/files/csv';
import { download } from '../../../state/files/download';
import { notify } from '../../../state/notices';
import { NOTICES } from '../texts';
import type { TrainEnvironment } from '../../../state/training/environment';
import type { SavedRuns } from './savedRuns';
import { TrainingRun } from '../../../state/training/trainingRun';
import type { Training } from '../../../state/training/training';

/** By how many updates a training from a file is to go on. */
const UPDATES_AFTER_IMPORT = 1000;
/** The largest network's training takes 15 MB. */
const MOST_BYTES = 64e6;

function fileName(run: TrainingRun, update: number): string {
  const { network, output, seed } = run.config;
  return `ddpm_${network}_${output}_seed${seed}_update${update}`;
}

const notifyFailure = (caught: unknown): void => void notify({ kind: 'error', text: failureText(caught) });

/** Trainings as files. */
export function createFiles(
  training: Training,
  savedRuns: SavedRuns,
  { trainer }: Pick<TrainEnvironment, 'trainer'>,
) {
  /** A worker that trains answers between its updates, and one that does not, at once. */
  const updatesPerSecond = (): number =>
    training.isTraining() ? training.store.getState().updatesPerSecond : Infinity;

  /** Saves the run on the screen as a safetensors file: averaged weights, settings, and all that going on needs. */
  async function exportRun(): Promise<void> {
    const { run } = training.store.getState();
    const state = await training.currentState();
    if (!run || !state) {
      notify({ kind: 'info', text: NOTICES.nothingToSave });
      return;
    }
    try {
      const heldOut = run.losses.heldOutUpTo(state.update);
      const request = {
        config: run.config,
        state,
        name: run.name,
        ...(heldOut?.update === state.update && { heldOutLoss: heldOut.loss }),
      };
      const { file } = await trainer.runWatched('exportTraining', request, updatesPerSecond);
      download(file, `${fileName(run, state.update)}.safetensors`, 'application/octet-stream');
    } catch (caught) {
      notifyFailure(caught);
    }
  }

  /** Saves the losses of the run on the screen as a table. */
  function exportLosses(): void {
    const { run } = training.store.getState();
    if (run) saveCsv(run.losses.toRows(), `${fileName(run, run.update)}.csv`);
  }

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
