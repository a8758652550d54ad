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

/** The sheets of every edit, in the order of its pictures. */
export const EDIT_SHEETS: Readonly<Record<Edit, readonly Sheet[]>> = {
  denoise: [sheets.denoise],
  inpaint: [sheets.inpaint],
  restyle: sheets.restyle,
  change: [sheets.inversion, sheets.roundTrip, sheets.ten],
  between: [sheets.ends, sheets.between],
};

/** The results that start at this t, one of STRENGTHS. */
export const restyleSheet = (strength: number): Sheet =>
  sheets.restyle[STRENGTHS.findIndex((each) => each === strength)];
