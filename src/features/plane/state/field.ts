import type { PlanePart } from '../../../state/link/fields/plane';
import { view } from '../../../state/link/view';
import { createAnswers } from './answers';
import { environment } from './environment';
import { isPointSet, lawOf } from './law';

/** The plane is shown from -HALF_WIDTH to HALF_WIDTH along either axis. */
export const HALF_WIDTH = 3;
/** Cells of the grids along an axis. */
const ARROW_CELLS = 24;
export const DENSITY_CELLS = 100;

/** The t at which a field is asked for: a set of points has no density of its own at t = 0. */
export const fieldT = (state = view.getState()): number =>
  isPointSet(state) ? Math.max(1, state.planeT) : state.planeT;

/** Parts that show the exact density. */
const HAS_DENSITY: readonly PlanePart[] = ['field', 'back', 'guidance', 'likelihood'];

/** The arrows that the open part shows. */
const shownArrows = ({ planePart, planeArrows } = view.getState()) =>
  planePart === 'field' ? planeArrows : 'none';

/** Arrows and density at the view's t. */
export const field = createAnswers(
  {
    job: 'planeField',
    key: () => {
      const state = view.getState();
      return HAS_DENSITY.includes(state.planePart) ? `${fieldT(state)} ${shownArrows(state)}` : undefined;
    },
    request: () => {
      const law = lawOf();
      const kind = shownArrows();
      return (
        law && {
          law,
          t: fieldT(),
          ...(kind !== 'none' && { arrows: { kind, n: ARROW_CELLS, halfWidth: HALF_WIDTH } }),
          density: { n: DENSITY_CELLS, halfWidth: HALF_WIDTH },
        }
      );
    },
  },
  environment,
);

/** The newest arrows and density of the view's law; during a drag their t may lag behind. */
export const shownField = () => field.current()?.result;
