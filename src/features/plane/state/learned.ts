import { view } from '../../../state/link/view';
import { createAnswers } from './answers';
import { environment } from './environment';
import { lawOf } from './law';
import { learning } from './learning';

/**
 * Points at each t by which a network's field is measured: fewer where the law has many points, each a term of the exact score, and while
 * the training needs the processor.
 */
const PER_T = { most: 50, training: 5, least: 5, terms: 2e4 } as const;
/** They are the same for every seed of the page: the floor belongs to the law alone. */
const SEED = 0;

const isShown = (): boolean => view.getState().planePart === 'learn';

/** How far the network's score is from the exact one. */
export const fieldError = createAnswers(
  {
    job: 'planeError',
    key: () => {
      const network = isShown() ? learning.learned() : null;
      return network ? `${network.id} ${learning.training.isTraining()}` : undefined;
    },
    request: () => {
      const [law, network] = [lawOf(), learning.learned()];
      if (!law || !network) return null;
      const { most, training, least, terms } = PER_T;
      const wanted = learning.training.isTraining() ? training : most;
      const perT = Math.min(wanted, Math.max(least, Math.floor(terms / law.weights.length)));
      return { law, network, perT, seed: SEED };
    },
    stores: [learning.store, learning.training.store],
  },
  environment,
);

/** A frame of the film of a milestone. */
interface FilmFrame {
  readonly update: number;
  /** [n, 2] flat, here and at t = 1000. */
  readonly points: Float32Array;
  readonly start: Float32Array;
  readonly t: number;
}

/** The milestone that is looked at, at the frame nearest to a t; null before the first one. */
export function filmAt(t: number): FilmFrame | null {
  const { all, index } = learning.milestone();
  const shown = all.at(index);
  if (index < 0 || !shown) return null;
  const { update, times, xt } = shown;
  const frame = times.reduce(
    (best, each, i) => (Math.abs(each - t) < Math.abs(times[best] - t) ? i : best),
    0,
  );
  const size = xt.length / times.length;
  const at = (i: number): Float32Array => xt.subarray(i * size, (i + 1) * size);
  return { update, points: at(frame), start: at(0), t: times[frame] };
}

/** How far the points at the end of the film are from the law. */
export const filmDistance = createAnswers(
  {
    job: 'planeDistance',
    key: () => {
      const network = isShown() ? learning.learned() : null;
      return network ? `${network.id} ${view.getState().seed}` : undefined;
    },
    request: () => {
      const [law, film] = [lawOf(), filmAt(0)];
      return law && film && { law, points: film.points, seed: view.getState().seed };
    },
    stores: [learning.store],
  },
  environment,
);
