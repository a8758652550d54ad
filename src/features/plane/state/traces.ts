import { MOST_TRACED } from '../../../state/link/fields/plane';
import { patchView, view } from '../../../state/link/view';
import { ways, type Side } from './ways';

/** The particles whose paths are drawn, by index. */
export const tracedParticles = (): readonly number[] => {
  const { planeTraced } = view.getState();
  return planeTraced === '' ? [] : planeTraced.split(',').map(Number);
};

/** The place of the particle nearest to a place, squared distance and index. */
function nearest(points: Float32Array, x: number, y: number): number {
  let best = 0;
  let least = Infinity;
  for (let i = 0; i < points.length / 2; i++) {
    const distance = (points[2 * i] - x) ** 2 + (points[2 * i + 1] - y) ** 2;
    if (distance < least) [least, best] = [distance, i];
  }
  return best;
}

/** Traces the particle that is nearest to a place on one side, or traces it no longer. The newest ones stay. */
export function toggleTrace(side: Side, x: number, y: number): void {
  const shown = ways[side].shown();
  if (!shown) return;
  const particle = nearest(shown.points, x, y);
  const others = tracedParticles().filter((each) => each !== particle);
  const isTraced = others.length < tracedParticles().length;
  const next = isTraced ? others : [...others, particle].slice(-MOST_TRACED);
  patchView({ planeTraced: next.join(',') });
}

/** Kept places of a particle on one side, from noise on, [n, 2] flat. */
export function pathOf(side: Side, particle: number): Float32Array {
  const run = ways[side].current();
  if (!run || 2 * particle >= (run.states.get(0)?.length ?? 0)) return new Float32Array(0);
  const indices = [...run.states.keys()].sort((a, b) => a - b);
  const out = new Float32Array(2 * indices.length);
  indices.forEach((index, i) =>
    out.set(run.states.get(index)?.subarray(2 * particle, 2 * particle + 2) ?? [], 2 * i),
  );
  return out;
}
