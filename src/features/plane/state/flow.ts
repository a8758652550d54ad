import { sigmaAt } from '../../../diffusion/plane/wayBack';
import { view } from '../../../state/link/view';
import { memo } from '../../../state/memo';
import { createAnswers } from './answers';
import { environment } from './environment';
import { lawOf, linear, particlesOf, type Particles } from './law';

/** Points whose paths are followed: fewer where the law has many points. */
const POINTS = { most: 1500, least: 150, terms: 3e5 } as const;
/** How many of the paths are drawn. */
export const DRAWN = 70;
/** Equal steps in s of the flow. */
const STEPS = 50;

/** Points and their own noise, drawn apart from each other. */
function ownPairs(): Particles | null {
  const law = lawOf();
  if (!law) return null;
  const count = Math.min(POINTS.most, Math.max(POINTS.least, Math.floor(POINTS.terms / law.weights.length)));
  return particlesOf(law, view.getState().seed, count);
}

/** Where the marginal flow leads the noise of the points. */
export const flow = createAnswers(
  {
    job: 'planeFlow',
    key: () => {
      const { planePart, seed } = view.getState();
      return planePart === 'paths' ? String(seed) : undefined;
    },
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
  // The flow of another seed leads other noise.
  const { result, isNewest } = flow.current() ?? {};
  if (!result || isNewest !== true) return null;
  const { paths } = result;
  return keepPairs([paths, own], () => ({ x0: paths.slice(-own.epsilon.length), epsilon: own.epsilon }));
}

/** How straight the streams of the shown pairs are. */
export const streams = createAnswers(
  {
    job: 'planeStraightness',
    key: () => {
      const { planePart, seed, planeReflow } = view.getState();
      return planePart === 'paths' && shownPairs() ? `${seed} ${planeReflow}` : undefined;
    },
    request: () => {
      const [pairs, law] = [shownPairs(), lawOf()];
      return pairs && { ...pairs, ...(law && !view.getState().planeReflow && { law }) };
    },
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

/** The points of pairs at a t, on their own paths. */
export function onOwnPaths({ x0, epsilon }: Particles, t: number): Float32Array {
  const { s, scale } = atT(t);
  const out = new Float32Array(x0.length);
  for (let i = 0; i < out.length; i++) out[i] = scale * ((1 - s) * x0[i] + s * epsilon[i]);
  return out;
}

/** The points at a t on the paths of the flow; a line between two of its steps. */
export function onFlow(paths: Float32Array, t: number): Float32Array {
  const { s, scale } = atT(t);
  const position = (1 - s) * STEPS;
  const step = Math.min(STEPS - 1, Math.floor(position));
  const share = position - step;
  const size = paths.length / (STEPS + 1);
  const out = new Float32Array(size);
  for (let i = 0; i < out.length; i++) {
    const from = paths[step * size + i];
    out[i] = scale * (from + share * (paths[(step + 1) * size + i] - from));
  }
  return out;
}

/** So many t along a path that is drawn. */
export const DRAWN_TIMES: readonly number[] = Array.from({ length: 51 }, (_, i) => 20 * i);
