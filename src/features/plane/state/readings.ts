import { addNoise } from '../../../diffusion/forward';
import { PlaneField } from '../../../diffusion/plane/field';
import { l1Distance, type DensityGrid } from '../../../diffusion/plane/fokkerPlanck';
import { histogramOnGrid } from '../../../diffusion/plane/grids';
import { drawMixture } from '../../../diffusion/plane/mixture';
import { fillGaussian, fold, sampleKey } from '../../../diffusion/random';
import { makeSchedule } from '../../../diffusion/schedule';
import { view } from '../../../state/link/view';
import { memo } from '../../../state/memo';
import { DENSITY_CELLS, field, fieldT, HALF_WIDTH } from './field';
import { lawOf } from './law';
import { forwardPoints } from './looks';

const linear = makeSchedule('linear', 1000);

/** Cells of a histogram along an axis: coarser than the exact density, so that a cell has some particles. */
const HISTOGRAM_CELLS = 50;

const histogramOf = (points: Float32Array): DensityGrid =>
  histogramOnGrid(points, HISTOGRAM_CELLS, HALF_WIDTH);

/** The histogram of the particles at the view's t; null while there are none. */
export function histogram(): DensityGrid | null {
  const forward = forwardPoints();
  return forward && histogramOf(forward.points);
}

/** The exact density in the cells of a histogram: means over the cells of the finer grid. */
function coarse(density: Float32Array): Float32Array {
  const factor = DENSITY_CELLS / HISTOGRAM_CELLS;
  return Float32Array.from({ length: HISTOGRAM_CELLS ** 2 }, (_, i) => {
    const [row, column] = [Math.floor(i / HISTOGRAM_CELLS), i % HISTOGRAM_CELLS];
    let sum = 0;
    for (let y = 0; y < factor; y++)
      for (let x = 0; x < factor; x++)
        sum += density[(factor * row + y) * DENSITY_CELLS + factor * column + x];
    return sum / factor ** 2;
  });
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
  const [answer, own, law] = [field.current(), histogram(), lawOf()];
  if (!answer?.density || answer.t !== fieldT() || !own || !law) return null;
  const exact = coarse(answer.density);
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
