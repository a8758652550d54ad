import type { PlanePart } from '../../state/link/fields/plane';
import { jump } from '../../state/link/view';

/** Where the slider stands when a part is opened: where its story begins. */
const FIRST_T: Readonly<Record<PlanePart, number>> = {
  field: 250,
  back: 1000,
  learn: 100,
  paths: 400,
  guidance: 300,
  likelihood: 1,
  heat: 12,
};

/** Opens a part at the t where its story begins. */
export const openPart = (planePart: PlanePart): void => jump({ planePart, planeT: FIRST_T[planePart] });
