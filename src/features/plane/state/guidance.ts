import type { PlaneMixture } from '../../../diffusion/plane/mixture';
import { view } from '../../../state/link/view';
import { createAnswers } from './answers';
import { environment } from './environment';
import { HALF_WIDTH } from './field';
import { classLaw, isPointSet, lawOf } from './law';

/** Cells of the grid of guidance's arrows along an axis. */
const CELLS = 13;

/** A score as arrows at the view's t. */
const scoreArrows = (lawOfArrows: () => PlaneMixture | null) =>
  createAnswers(
    {
      job: 'planeField',
      key: () => {
        const state = view.getState();
        return state.planePart !== 'guidance' || isPointSet(state)
          ? undefined
          : `${state.planeT} ${state.planeClass}`;
      },
      request: () => {
        const law = lawOfArrows();
        const arrows = { kind: 'score', n: CELLS, halfWidth: HALF_WIDTH } as const;
        return law && { law, t: view.getState().planeT, arrows };
      },
    },
    environment,
  );

/** The score of all, and of the chosen class alone. */
export const scoreOfAll = scoreArrows(() => lawOf());
export const scoreOfClass = scoreArrows(() => classLaw());
