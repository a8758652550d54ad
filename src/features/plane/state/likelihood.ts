import { sigmaAt } from '../../../diffusion/plane/wayBack';
import type { PlanePathResult } from '../../../engine/protocol/plane';
import { view } from '../../../state/link/view';
import { memo } from '../../../state/memo';
import { createAnswers } from './answers';
import { environment } from './environment';
import { lawOf, linear } from './law';

/** Steps of the path along which log p is summed up. */
const PATH_STEPS = 200;

/** The path of the view's point along the probability-flow ODE, with the change of log p. */
export const path = createAnswers(
  {
    job: 'planePath',
    key: () => {
      const { planePart, planePoint } = view.getState();
      return planePart === 'likelihood' ? planePoint.join() : undefined;
    },
    request: () => {
      const [x, y] = view.getState().planePoint;
      const law = lawOf();
      return law && { law, x, y, steps: PATH_STEPS };
    },
  },
  environment,
);

/** The path's values at each t: a line between its two places around it. */
interface PathByT {
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** log p of the point at t, minus that at t = 1, nats. */
  readonly gained: Float64Array;
}

function byT({ path: places }: PlanePathResult): PathByT {
  const out = { x: new Float64Array(1001), y: new Float64Array(1001), gained: new Float64Array(1001) };
  let at = 0;
  for (let t = 0; t <= 1000; t++) {
    const sigma = sigmaAt(linear, t);
    while (at < places.length - 2 && places[at + 1].sigma < sigma) at++;
    const [before, after] = [places[at], places[at + 1]];
    const share = Math.min(
      1,
      Math.max(0, Math.log(sigma / before.sigma) / Math.log(after.sigma / before.sigma)),
    );
    const between = (a: number, b: number): number => a + share * (b - a);
    out.x[t] = between(before.x, after.x);
    out.y[t] = between(before.y, after.y);
    out.gained[t] = between(before.change, after.change);
  }
  return out;
}

const keep = memo<PathByT>();

/** The path of the newest answer by t; null while there is none. */
export function pathByT(): PathByT | null {
  const answer = path.current();
  return answer && keep([answer.result], () => byT(answer.result));
}

/** log p of the point at t = 1: by the change along its path, and by the formula of the mixture, nats. */
export function logLikelihoods(): {
  readonly end: number;
  readonly change: number;
  readonly exact: number;
} | null {
  const answer = path.current();
  const change = answer?.result.path.at(-1)?.change;
  if (!answer || change === undefined) return null;
  return { end: answer.result.last, change, exact: answer.result.first };
}

/** The t at which the point is shown: the path begins at t = 1. */
export const pathT = (): number => Math.max(1, view.getState().planeT);
