import { savePictures } from '../../../state/files/png';
import { STRENGTHS } from '../../../state/link/fields/edit';
import type { ViewState } from '../../../state/link/fields/table';
import { view } from '../../../state/link/view';
import type { Sheet } from '../../../state/samples/sheet';
import { change, deviation, invertedNoise, masked, meanPicture, noisyPicture, result } from './results';
import { restyleSheet, sheets } from './sheets';
import { getOtherSubject, getSubject } from './subjects';

const COLUMNS = 10;

const listResults = (sheet: Sheet): (Float32Array | null)[] => {
  const { run } = sheet.store.getState();
  return Array.from({ length: run?.count ?? 0 }, (_, i) => result(sheet, i));
};

interface Saved {
  /** null stands for one that is not there yet. */
  readonly pictures: readonly (Float32Array | null)[];
  /** Pictures in a row. */
  readonly columns?: number;
  /** The part of the file's name that says how they were made. */
  readonly name: string;
}

/** The pictures of the open edit. */
function collectPictures(state: ViewState): Saved {
  const original = getSubject()?.x0 ?? null;
  switch (state.edit) {
    case 'denoise': {
      const { plan } = sheets.denoise.store.getState();
      const summary = [original, noisyPicture(), meanPicture(), change(), deviation()];
      return {
        pictures: [...summary, ...listResults(sheets.denoise)],
        name: `${state.damage}_t${plan?.request.start?.t ?? 0}`,
      };
    }
    case 'inpaint':
      return {
        pictures: [original && masked(original, 'missing'), ...listResults(sheets.inpaint)],
        name: `r${state.resamplings}`,
      };
    case 'restyle':
      return {
        // One row for each variant: the scribble, then its strengths from left to right.
        pictures: Array.from({ length: state.variants }, (_, variant) => [
          original,
          ...STRENGTHS.map((strength) => result(restyleSheet(strength), variant)),
        ]).flat(),
        columns: STRENGTHS.length + 1,
        name: `t${STRENGTHS[0]}-${STRENGTHS.at(-1)}`,
      };
    case 'change':
      return {
        pictures: [
          original,
          invertedNoise(sheets.inversion, 0),
          result(sheets.roundTrip, 0),
          ...listResults(sheets.ten),
        ],
        name: `w${state.changeGuidance}_ddim${state.inversionSteps}`,
      };
    case 'between':
      return {
        pictures: [original, ...listResults(sheets.between), getOtherSubject()?.x0 ?? null],
        columns: state.betweenCount + 2,
        name: `n${state.betweenCount}_ddim${state.inversionSteps}`,
      };
    default:
      return state.edit satisfies never;
  }
}

/** Saves what the open edit shows, unless a picture is missing, under a name that says how it was made. The link is in the file. */
export async function saveEdit(): Promise<void> {
  const state = view.getState();
  const { pictures, columns = COLUMNS, name } = collectPictures(state);
  if (pictures.every((picture) => picture !== null))
    await savePictures(pictures, `ddpm_${state.edit}_${name}_seed${state.seed}.png`, columns);
}
