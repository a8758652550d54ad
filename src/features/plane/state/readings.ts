import { addNoise } from '../../../diffusion/forward';
import { PlaneField } from '../../../diffusion/plane/field';
import { l1Distance, type DensityGrid } from '../../../diffusion/plane/fokkerPlanck';
import { coarser, histogramOnGrid } from '../../../diffusion/plane/grids';
import { drawMixture } from '../../../diffusion/plane/mixture';
import { fillGaussian, fold, sampleKey } from '../../../diffusion/random';
import { view } from '../../../state/link/view';
import { memo } from '../../../state/memo';
import { DENSITY_CELLS, fieldT, HALF_WIDTH, shownField } from './field';
import { lawOf, linear } from './law';
import { forwardPoints } from './looks';

/** Cells of a histogram along an axis: coarser than the exact density, so that a cell has some particles. */
const HISTOGRAM_CELLS = 50;

const histogramOf = (points: Float32Array): DensityGrid =>
  histogramOnGrid(points, HISTOGRAM_CELLS, HALF_WIDTH);

/** The histogram of the particles at the view's t; null while there are none. */
export function histogram(): DensityGrid | null {
  const forward = forwardPoints();
  return forward && histogramOf(forward.points);
}

const keepOthers = memo<{
  readonly x0: Float32Array;
  readonly epsilon: Float32Array;
  readonly out: Float32Array;
}>();

/**
 * The L1 distance of the particles' histogram to the exact density, 0 .. 2, and that of other particles, as many: two true sets
 * differ as much. null without particles, or while the exact density of this t is not here.
 */
export function histogramDistances(): { readonly own: number; readonly other: number } | null {
  const state = view.getState();
  const [answer, own, law] = [shownField(), histogram(), lawOf()];
  if (!answer?.density || answer.t !== fieldT() || !own || !law) return null;
  const exact = coarser(answer.density, DENSITY_CELLS / HISTOGRAM_CELLS);
  const others = keepOthers([law, state.seed, state.planeCount], () => {
    const k = sampleKey(state.seed, 'plane', 5);
    const size = 2 * state.planeCount;
    return {
      x0: drawMixture(law, fold(k, 0), new Float32Array(size)),
      epsilon: fillGaussian(fold(k, 1), new Float32Array(size)),
      out: new Float32Array(size),
    };
  });
  const other = histogramOf(addNoise(linear, state.planeT, others.x0, others.epsilon, others.out));
  return { own: l1Distance(own, exact), other: l1Distance(other, exact) };
}

const keepField = memo<PlaneField>();

/** What is known exactly of one place at the view's t. */
export function exactAt(x: number, y: number): PlaneField | null {
  const law = lawOf();
  if (!law) return null;
  const t = fieldT();
  return keepField([law, t], () => new PlaneField(law, linear.alphaBar[t], linear.oneMinusAlphaBar[t])).look(
    x,
    y,
  );
}
