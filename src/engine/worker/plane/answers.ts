import { PlaneField } from '../../../diffusion/plane/field';
import { l1Distance } from '../../../diffusion/plane/fokkerPlanck';
import { arrowsOnGrid, densityOnGrid, estimatedArrows } from '../../../diffusion/plane/grids';
import { flowSteps, straightness } from '../../../diffusion/plane/flow';
import { heat } from '../../../diffusion/plane/heat';
import { likelihoodPath } from '../../../diffusion/plane/likelihood';
import { energyDistance } from '../../../diffusion/plane/metrics';
import { drawMixture, type PlaneMixture } from '../../../diffusion/plane/mixture';
import { fieldErrorSteps, type FieldError } from '../../../diffusion/plane/fieldError';
import { ARROWS, SCORES } from '../../../diffusion/plane/names';
import { sigmaLevels, type NoiseEstimate } from '../../../diffusion/plane/solvers';
import { sigmaAt } from '../../../diffusion/plane/wayBack';
import { fold, sampleKey } from '../../../diffusion/random';
import { makeSchedule } from '../../../diffusion/schedule';
import type {
  PlaneDistanceRequest,
  PlaneDistanceResult,
  PlaneErrorRequest,
  PlaneFieldRequest,
  PlaneFieldResult,
  PlaneFlowRequest,
  PlaneFlowResult,
  PlaneHeatRequest,
  PlaneHeatResult,
  PlanePathRequest,
  PlanePathResult,
  PlaneStraightnessRequest,
  PlaneStraightnessResult,
} from '../../protocol/plane';
import { demand, demandOneOf, demandSeeds, demandWhole, within } from '../requests/demand';
import { learnedEstimate } from './learned';
import { Turns } from './turns';
import { demandGrid, demandLaw, demandPoints, demandT, T } from './validatePlane';

const linear = makeSchedule('linear', T);

type Arrows = NonNullable<PlaneFieldRequest['arrows']>;

/** The arrows of a network, or how they differ from the exact ones. */
function learnedArrows(
  law: PlaneMixture,
  t: number,
  { kind, n, halfWidth, of }: Arrows,
  estimate: NoiseEstimate,
): Float32Array<ArrayBuffer> {
  const [signal, noise] = [linear.alphaBar[t], linear.oneMinusAlphaBar[t]];
  const learned = estimatedArrows(estimate, signal, noise, kind, n, halfWidth);
  if (of === 'learned') return learned;
  const exact = arrowsOnGrid(law, signal, noise, kind, n, halfWidth);
  return learned.map((value, i) => value - exact[i]);
}

/** Arrows and density of x_t. @throws EngineFailure 'bad-request' */
// eslint-disable-next-line require-yield -- a job without events
export async function* planeField({
  law,
  t,
  arrows,
  density,
  network,
}: PlaneFieldRequest): AsyncGenerator<never, PlaneFieldResult, void> {
  demandLaw(law);
  demandT('t', t, law);
  if (arrows) {
    demandGrid(arrows.n, arrows.halfWidth);
    demandOneOf('arrows', arrows.kind, ARROWS);
    demandOneOf('of', arrows.of ?? 'exact', SCORES);
  }
  const isLearned = arrows?.of !== undefined && arrows.of !== 'exact';
  if (isLearned) demandWhole('t', t, 1, T);
  demand(isLearned === (network !== undefined), 'a network is given where its arrows are asked for');
  if (density) demandGrid(density.n, density.halfWidth);
  const [signal, noise] = [linear.alphaBar[t], linear.oneMinusAlphaBar[t]];
  return {
    t,
    ...(arrows && {
      arrows: network
        ? learnedArrows(law, t, arrows, await learnedEstimate(network))
        : arrowsOnGrid(law, signal, noise, arrows.kind, arrows.n, arrows.halfWidth),
    }),
    ...(density && {
      density: Float32Array.from(densityOnGrid(law, signal, noise, density.n, density.halfWidth).density),
    }),
  };
}

/** How well a network knows the score of a law. @throws EngineFailure 'bad-request'; the signal's reason once that is aborted */
// eslint-disable-next-line require-yield -- a job without events
export async function* planeError(
  { law, network, perT, seed }: PlaneErrorRequest,
  signal: AbortSignal,
): AsyncGenerator<never, FieldError, void> {
  demandLaw(law);
  demandSeeds([seed]);
  demandWhole('perT', perT, 1, 100);
  const turns = new Turns(signal);
  const steps = fieldErrorSteps(
    law,
    await learnedEstimate(network),
    linear,
    perT,
    sampleKey(seed, 'plane', 6),
  );
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await turns.take();
  }
}

/** Points of a set whose distance is measured: all pairs are looked at. */
const SET = 2000;
/** Pairs of true sets in the band. */
const PAIRS = 8;

/**
 * The energy distance of points to a true set, beside that of true sets to each other.
 * @throws EngineFailure 'bad-request'; the signal's reason once that is aborted
 */
// eslint-disable-next-line require-yield -- a job without events
export async function* planeDistance(
  { law, points, seed }: PlaneDistanceRequest,
  signal: AbortSignal,
): AsyncGenerator<never, PlaneDistanceResult, void> {
  demandLaw(law);
  demandPoints(points);
  demandSeeds([seed]);
  const turns = new Turns(signal);
  const count = Math.min(SET, points.length / 2);
  const trueSet = (i: number): Float32Array =>
    drawMixture(law, fold(sampleKey(seed, 'plane', 2), i), new Float32Array(2 * count));
  const distance = energyDistance(points.subarray(0, 2 * count), trueSet(0));
  const distances: number[] = [];
  for (let i = 0; i < PAIRS; i++) {
    await turns.take();
    distances.push(energyDistance(trueSet(2 * i + 1), trueSet(2 * i + 2)));
  }
  const mean = distances.reduce((sum, value) => sum + value, 0) / PAIRS;
  const variance = distances.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (PAIRS - 1);
  return { count, distance, band: { mean, std: Math.sqrt(variance), pairs: PAIRS } };
}

/** The density of x_0 where the heat equation is to undo a blur of it: a point, or a narrow component, becomes a bell of this width. */
const LEAST_WIDTH = 0.06;
const widened = (law: PlaneMixture): PlaneMixture => ({
  ...law,
  stds: law.stds.map((std) => Math.max(std, LEAST_WIDTH)),
});

/** A density blurred by the heat equation as by the noise of t, and the equation run back. @throws EngineFailure 'bad-request' */
export function planeHeat({ law, t, n, halfWidth, precision }: PlaneHeatRequest): PlaneHeatResult {
  demandLaw(law);
  demandWhole('t', t, 0, T);
  demandGrid(n, halfWidth);
  demandOneOf('precision', precision, ['float32', 'float64']);
  const sigma = sigmaAt(linear, t);
  const density = densityOnGrid(widened(law), 1, 0, n, halfWidth);
  const blurred = heat(density, sigma ** 2, 'float64');
  const undone = heat(blurred, -(sigma ** 2), precision);
  // Of float64's numbers some are too large for float32.
  const scale = Math.max(1, Math.abs(undone.density.reduce((a, b) => Math.max(Math.abs(a), Math.abs(b)), 0)));
  return {
    t,
    sigma,
    blurred: Float32Array.from(blurred.density),
    undone: Float32Array.from(undone.density, (value) => value / scale),
    distance: l1Distance(density, undone.density),
  };
}

/**
 * The paths of points along the marginal velocity. Other jobs have a turn between two steps.
 * @throws EngineFailure 'bad-request'; the signal's reason once that is aborted
 */
// eslint-disable-next-line require-yield -- a job without events
export async function* planeFlow(
  { law, noise, steps }: PlaneFlowRequest,
  signal: AbortSignal,
): AsyncGenerator<never, PlaneFlowResult, void> {
  demandLaw(law);
  demandPoints(noise);
  demandWhole('steps', steps, 1, 200);
  const turns = new Turns(signal);
  const paths = new Float32Array((steps + 1) * noise.length);
  let at = 0;
  for (const points of flowSteps(law, noise, steps)) {
    paths.set(points, at);
    at += noise.length;
    await turns.take();
  }
  return { paths };
}

/** Levels s, and the width of the kernel, by which straightness is measured. */
const LEVELS = Array.from({ length: 10 }, (_, i) => (i + 0.5) / 10);
const KERNEL_WIDTH = 0.1;
const MOST_PAIRS = 4000;

/** How straight the streams of pairs are. @throws EngineFailure 'bad-request' */
export function planeStraightness({ x0, epsilon }: PlaneStraightnessRequest): PlaneStraightnessResult {
  demandPoints(x0);
  demandPoints(epsilon);
  demand(x0.length === epsilon.length, 'each point has its noise');
  demandWhole('the number of pairs', x0.length / 2, 2, MOST_PAIRS);
  return { straightness: straightness(x0, epsilon, LEVELS, KERNEL_WIDTH) };
}

/** A point's path along the probability-flow ODE, from t = 1 to 1000. @throws EngineFailure 'bad-request' */
export function planePath({ law, x, y, steps }: PlanePathRequest): PlanePathResult {
  demandLaw(law);
  demand(within(x, -1e4, 1e4) && within(y, -1e4, 1e4), 'the point has two numbers');
  demandWhole('steps', steps, 2, T);
  const path = likelihoodPath(law, x, y, sigmaLevels(sigmaAt(linear, 1), sigmaAt(linear, T), steps));
  const logDensity = (at: number): number => {
    const { sigma, x: px, y: py } = path[at];
    const noise = sigma ** 2 / (1 + sigma ** 2);
    return new PlaneField(law, 1 / (1 + sigma ** 2), noise).look(px, py).logDensity;
  };
  return { path, first: logDensity(0), last: logDensity(path.length - 1) };
}
