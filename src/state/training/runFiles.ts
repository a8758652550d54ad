import { failureText } from '../engine/failure';
import type { Trainer } from '../engine/trainer';
import { saveCsv } from '../files/csv';
import { download } from '../files/download';
import { notify } from '../notices';
import { TEXTS } from '../texts';
import type { Training } from './training';
import type { TrainingRun } from './trainingRun';

function fileName(run: TrainingRun, update: number): string {
  const { network, output, seed, law } = run.config;
  const data = new URLSearchParams(law).get('law');
  return ['ddpm', network, ...(data === null ? [] : [data]), output, `seed${seed}`, `update${update}`].join(
    '_',
  );
}

/** The run on the screen as files. */
export function createRunFiles(training: Training, trainer: Trainer) {
  /** A worker that trains answers between its updates, and one that does not, at once. */
  const updatesPerSecond = (): number =>
    training.isTraining() ? training.store.getState().updatesPerSecond : Infinity;

  /** Saves the run on the screen as a safetensors file: averaged weights, settings, and all that going on needs. */
  async function exportRun(): Promise<void> {
    const { run } = training.store.getState();
    const state = await training.currentState();
    if (!run || !state) {
      notify({ kind: 'info', text: TEXTS.nothingToSave });
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
      notify({ kind: 'error', text: failureText(caught) });
    }
  }

  /** Saves the losses of the run on the screen as a table. */
  function exportLosses(): void {
    const { run } = training.store.getState();
    if (run) saveCsv(run.losses.toRows(), `${fileName(run, run.update)}.csv`);
  }

  return { exportRun, exportLosses, updatesPerSecond };
}
