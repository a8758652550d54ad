import { sigmaAt } from '../../../diffusion/plane/wayBack';
import { makeSchedule } from '../../../diffusion/schedule';
import { view } from '../../../state/link/view';
import { memo } from '../../../state/memo';
import { createAnswers } from './answers';
import { environment } from './environment';
import { lawOf, particlesOf, type Particles } from './law';

const linear = makeSchedule('linear', 1000);

/** Points whose paths are followed, and how many of these paths are drawn. */
const POINTS = 1500;
export const DRAWN = 70;
/** Equal steps in s of the flow. */
const STEPS = 50;

/** Points and their own noise, drawn apart from each other. */
function ownPairs(): Particles | null {
  const law = lawOf();
  return law && particlesOf(law, view.getState().seed, POINTS);
}

/** Where the marginal flow leads the noise of the points. */
export const flow = createAnswers(
  {
    part: 'paths',
    job: 'planeFlow',
    key: () => String(view.getState().seed),
    request: () => {
      const law = lawOf();
      const pairs = ownPairs();
      return law && pairs && { law, noise: pairs.epsilon, steps: STEPS };
    },
  },
  environment,
);

const keepPairs = memo<Particles>();

/** The pairs whose straight paths are shown: a point and its own noise, or, reflowed, the point to which the flow leads that noise. */
export function shownPairs(): Particles | null {
  const own = ownPairs();
  if (!own || !view.getState().planeReflow) return own;
  const paths = flow.current()?.result.paths;
  if (!paths) return null;
  return keepPairs([paths, own], () => ({ x0: paths.slice(-own.epsilon.length), epsilon: own.epsilon }));
}

/** How straight the streams of the shown pairs are. */
export const streams = createAnswers(
  {
    part: 'paths',
    job: 'planeStraightness',
    key: () => {
      const { seed, planeReflow } = view.getState();
      return shownPairs() ? `${seed} ${planeReflow}` : undefined;
    },
    request: shownPairs,
    stores: [flow.store],
  },
  environment,
);

/** Where on the way t is: s from 0 (data) to 1, and by how much the straight path is stretched there. */
interface At {
  readonly s: number;
  readonly scale: number;
}

/** DDPM's x_t has the same points as the straight path's x_s at s = sigma / (1 + sigma), each times sqrt(alphaBar) (1 + sigma). */
function atT(t: number): At {
  if (view.getState().planePath === 'straight') return { s: t / 1000, scale: 1 };
  const sigma = sigmaAt(linear, t);
  return { s: sigma / (1 + sigma), scale: Math.sqrt(linear.alphaBar[t]) * (1 + sigma) };
}

/** Places of particles in so many pictures; each is overwritten by the next call for it. */
const rooms = [new Float32Array(2 * POINTS), new Float32Array(2 * POINTS)];

/** The points of pairs at a t, on their own paths. */
export function onOwnPaths({ x0, epsilon }: Particles, t: number, out = rooms[0]): Float32Array {
  const { s, scale } = atT(t);
  for (let i = 0; i < out.length; i++) out[i] = scale * ((1 - s) * x0[i] + s * epsilon[i]);
  return out;
}

/** The points at a t on the paths of the flow; a line between two of its steps. */
export function onFlow(paths: Float32Array, t: number, out = rooms[1]): Float32Array {
  const { s, scale } = atT(t);
  const position = (1 - s) * STEPS;
  const step = Math.min(STEPS - 1, Math.floor(position));
  const share = position - step;
  const size = paths.length / (STEPS + 1);
  for (let i = 0; i < out.length; i++) {
    const from = paths[step * size + i];
    out[i] = scale * (from + share * (paths[(step + 1) * size + i] - from));
  }
  return out;
}

/** So many t along a path that is drawn. */
export const DRAWN_TIMES: readonly number[] = Array.from({ length: 51 }, (_, i) => 20 * i);
