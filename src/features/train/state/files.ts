import { EngineFailure, toEngineError } from '../../../engine/protocol/errors';
import { MOST_UPDATES } from '../../../engine/protocol/train';
import { LossSeries } from '../../../diffusion/lossSeries';
import { saveCsv } from '../../../state/files/csv';
import { download } from '../../../state/files/download';
import { notify } from '../../../state/notices';
import { addRun, connectKeeping } from './keeping';
import { TrainingRun } from './run';
import { ask } from '../../../state/engine/trainer';
import { isTraining, mayTrain, stateNow, training } from './training';

/** What a training from a file is to go on by. */
const MORE_UPDATES = 1000;
/** The largest network's training takes 15 MB. */
const MOST_BYTES = 64e6;

const tooLarge = ({ size }: File): EngineFailure =>
  new EngineFailure(
    'weights-corrupt',
    `The file has ${(size / 1e6).toFixed(0)} MB, and a training at most ${MOST_BYTES / 1e6}.`,
    'Choose a file that this page or the train command wrote. What was there stays.',
  );

/** A worker that trains answers between its updates, and one that does not, at once. */
const rate = (): number => (isTraining() ? training.getState().updatesPerSecond : Infinity);

function fileName(run: TrainingRun, update: number): string {
  const { network, output, seed } = run.config;
  return `ddpm_${network}_${output}_seed${seed}_update${update}`;
}

/** Saves the run on the screen as a safetensors file: averaged weights, settings, and all that going on needs. */
export async function exportRun(): Promise<void> {
  const { run } = training.getState();
  const state = await stateNow();
  if (!run || !state) {
    notify({ kind: 'info', text: 'There is nothing to save yet: train some updates first.' });
    return;
  }
  try {
    const loss = run.losses.heldOutUpTo(state.update);
    const request = {
      config: run.config,
      state,
      name: run.name,
      ...(loss?.update === state.update && { heldOutLoss: loss.loss }),
    };
    const { file } = await ask('exportTraining', request, rate);
    download(file, `${fileName(run, state.update)}.safetensors`, 'application/octet-stream');
  } catch (caught) {
    const { message, remedy } = toEngineError(caught);
    notify({ kind: 'error', text: `${message} ${remedy}` });
  }
}

/** Saves the losses of the run on the screen as a table. */
export function exportLosses(): void {
  const { run } = training.getState();
  if (run) saveCsv(run.losses.toRows(), `${fileName(run, run.update)}.csv`);
}

/** Adds a run from a safetensors file; a file that is refused changes nothing. */
export async function importRun(file: File): Promise<void> {
  // Else the run that was here last would take the place of this one on the screen.
  await connectKeeping();
  if (!mayTrain()) return;
  try {
    if (file.size > MOST_BYTES) throw tooLarge(file);
    const bytes = new Uint8Array(await file.arrayBuffer());
    const { config, state, name, heldOutLoss } = await ask('importTraining', { file: bytes }, rate);
    const losses = new LossSeries();
    if (heldOutLoss !== undefined) losses.addHeldOut(state.update, heldOutLoss);
    await addRun(
      new TrainingRun(
        crypto.randomUUID(),
        name || file.name,
        Date.now(),
        config,
        Math.min(MOST_UPDATES, state.update + MORE_UPDATES),
        { state, seconds: 0, backend: 'wasm', losses },
      ),
    );
    notify({ kind: 'info', text: `"${file.name}" is a training of ${state.update} updates. It can go on.` });
  } catch (caught) {
    const { message, remedy } = toEngineError(caught);
    notify({ kind: 'error', text: `${message} ${remedy}` });
  }
}
