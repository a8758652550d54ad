import { STRENGTHS, type Edit } from '../../../state/link/fields/edit';
import { Sheet } from '../../../state/samples/sheet';

/** All that the view computes. */
export const sheets = {
  denoise: new Sheet(),
  inpaint: new Sheet(),
  /** One for each strength, in the order of STRENGTHS. */
  restyle: STRENGTHS.map(() => new Sheet()),
  /** The digit up to x_T, back as itself, and back as each of the ten. */
  inversion: new Sheet(),
  roundTrip: new Sheet(),
  ten: new Sheet(),
  /** Two digits up to their x_T, and the pictures between these. */
  ends: new Sheet(),
  between: new Sheet(),
} as const;

export const allSheets: readonly Sheet[] = Object.values(sheets).flat();

/** The sheets of an edit, in the order of its pictures. */
export function getSheets(edit: Edit): readonly Sheet[] {
  switch (edit) {
    case 'denoise':
    case 'inpaint':
      return [sheets[edit]];
    case 'restyle':
      return sheets.restyle;
    case 'change':
      return [sheets.inversion, sheets.roundTrip, sheets.ten];
    case 'between':
      return [sheets.ends, sheets.between];
    default:
      return edit satisfies never;
  }
}

/** The results that start at this t, one of STRENGTHS. */
export const restyleSheet = (strength: number): Sheet =>
  sheets.restyle[STRENGTHS.findIndex((each) => each === strength)];
