import { edits, otherSubject, subject } from './parts';
import { change, deviation, masked, noiseOf, noisyPicture, restyleSheet, result, spreadOf } from './results';
import { STRENGTHS } from '../../../state/link/fields/edit';
import { savePictures } from '../../../state/files/png';
import type { Sheet } from '../../../state/samples/sheet';
import { view } from '../../../state/link/view';
import type { ViewState } from '../../../state/link/fields/table';

const COLUMNS = 10;
/** Noise is shown from minus to plus this. */
export const NOISE_RANGE = 3;

const resultsOf = (sheet: Sheet): (Float32Array | null)[] => {
  const { run } = sheet.store.getState();
  return Array.from({ length: run?.count ?? 0 }, (_, i) => result(sheet, i));
};

/** Pictures of the open edit, how many stand in a row, and what decides them, as a part of a file's name. */
function picturesOf(state: ViewState): {
  pictures: readonly (Float32Array | null)[];
  columns?: number;
  name: string;
} {
  const own = subject()?.x0 ?? null;
  switch (state.edit) {
    case 'denoise': {
      const spread = spreadOf(edits.denoise);
      const first = [own, noisyPicture(), spread?.mean ?? null, change(), deviation()];
      return {
        pictures: [...first, ...resultsOf(edits.denoise)],
        name: `${state.damage}_t${edits.denoise.store.getState().plan?.request.start?.t ?? 0}`,
      };
    }
    case 'inpaint':
      return {
        pictures: [own && masked(own, 'missing'), ...resultsOf(edits.inpaint)],
        name: `r${state.resamplings}`,
      };
    case 'restyle':
      return {
        // One row a variant, its strengths from left to right behind the scribble.
        pictures: Array.from({ length: state.variants }, (_, variant) => [
          own,
          ...STRENGTHS.map((strength) => result(restyleSheet(strength), variant)),
        ]).flat(),
        columns: STRENGTHS.length + 1,
        name: `t${STRENGTHS[0]}-${STRENGTHS[STRENGTHS.length - 1]}`,
      };
    case 'change':
      return {
        pictures: [own, noiseOf(edits.inversion, 0), result(edits.roundTrip, 0), ...resultsOf(edits.ten)],
        name: `w${state.changeGuidance}_ddim${state.inversionSteps}`,
      };
    case 'between':
      return {
        pictures: [own, ...resultsOf(edits.between), otherSubject()?.x0 ?? null],
        columns: state.betweenCount + 2,
        name: `n${state.betweenCount}_ddim${state.inversionSteps}`,
      };
    default:
      return state.edit satisfies never;
  }
}

/** Saves what the open edit shows, under a name that says how it was made; the link is in the file. */
export async function saveEdit(): Promise<void> {
  const state = view.getState();
  const { pictures, columns = COLUMNS, name } = picturesOf(state);
  if (pictures.every((picture) => picture !== null))
    await savePictures(pictures, `ddpm_${state.edit}_${name}_seed${state.seed}.png`, columns);
}
