import type { PlanePart } from '../../../state/link/fields/plane';
import { view } from '../../../state/link/view';
import { createAnswers } from './answers';
import { environment } from './environment';
import { isPointSet, lawOf } from './law';
import { learning } from './learning';

/** The plane is shown from -HALF_WIDTH to HALF_WIDTH along either axis. */
export const HALF_WIDTH = 3;
/** Cells of the grids along an axis. */
const ARROW_CELLS = 24;
export const DENSITY_CELLS = 100;

/** The t at which a field is asked for: a set of points has no density of its own at t = 0, and a network no answer. */
export const fieldT = (state = view.getState()): number =>
  isPointSet(state) || state.planePart === 'learn' ? Math.max(1, state.planeT) : state.planeT;

/** Parts that show the exact density. */
const HAS_DENSITY: readonly PlanePart[] = ['field', 'back', 'learn', 'guidance', 'likelihood'];

/** The arrows that the open part shows, and whose they are; those of a network that has learned nothing yet are not there. */
function shownArrows({ planePart, planeArrows: kind, planeArrowsOf } = view.getState()) {
  if (kind === 'none' || (planePart !== 'field' && planePart !== 'learn')) return null;
  const of = planePart === 'learn' ? planeArrowsOf : 'exact';
  if (of === 'exact') return { kind, of, network: null };
  const network = learning.learned();
  return network && { kind, of, network };
}

/** Arrows and density at the view's t. */
export const field = createAnswers(
  {
    job: 'planeField',
    key: () => {
      const state = view.getState();
      if (!HAS_DENSITY.includes(state.planePart)) return undefined;
      const { kind, of, network } = shownArrows(state) ?? {};
      return [fieldT(state), kind, of, network?.id].join(' ');
    },
    request: () => {
      const law = lawOf();
      const shown = shownArrows();
      return (
        law && {
          law,
          t: fieldT(),
          ...(shown && {
            arrows: { kind: shown.kind, of: shown.of, n: ARROW_CELLS, halfWidth: HALF_WIDTH },
          }),
          ...(shown?.network && { network: shown.network }),
          density: { n: DENSITY_CELLS, halfWidth: HALF_WIDTH },
        }
      );
    },
    stores: [learning.store],
  },
  environment,
);

/** The newest arrows and density of the view's law; during a drag their t may lag behind. */
export const shownField = () => field.current()?.result;
