import type { PlanePart } from '../../../state/link/fields/plane';

/** Which way a part's slider plays: towards data (-1) where it shows ways back, else towards noise. */
export const directionOf = (part: PlanePart): 1 | -1 =>
  part === 'back' || part === 'learn' || part === 'guidance' ? -1 : 1;
