import { addNoise } from '../../../diffusion/forward';
import { timesteps } from '../../../diffusion/timesteps';
import { view } from '../../../state/link/view';
import { createAnswers } from './answers';
import { environment } from './environment';
import { lawOf, linear, particlesOf, T } from './law';

/** The grid on which the heat equation is run back: it is wider than what is shown, so that little reaches its border. */
export const HEAT_GRID = { n: 160, halfWidth: 4.8 } as const;

const isShown = (): boolean => view.getState().planePart === 'heat';

/** The density with the noise of the view's t, and the heat equation run back from it. */
export const heat = createAnswers(
  {
    job: 'planeHeat',
    key: () => {
      const { planeT, planePrecision } = view.getState();
      return isShown() ? `${planeT} ${planePrecision}` : undefined;
    },
    request: () => {
      const { planeT: t, planePrecision: precision } = view.getState();
      const law = lawOf();
      return law && { law, t, precision, ...HEAT_GRID };
    },
  },
  environment,
);

/** Particles that show what the score brings back: fewer where the law has many points; and the steps of the ODE that bring them. */
const RESTORED = { most: 2000, least: 100, terms: 2e5, steps: 20 } as const;

/** The particles of the forward process that the score brings back. */
export function noisyParticles(): Float32Array | null {
  const state = view.getState();
  const law = lawOf(state);
  if (!law) return null;
  const { most, least, terms } = RESTORED;
  const count = Math.min(most, Math.max(least, Math.floor(terms / law.weights.length)));
  const { x0, epsilon } = particlesOf(law, state.seed, count);
  return addNoise(linear, state.planeT, x0, epsilon, new Float32Array(x0.length));
}

/** The same particles, brought back from the view's t by the probability-flow ODE. At t = 0 nothing is to be done. */
export const restored = createAnswers(
  {
    job: 'planeWay',
    key: () => {
      const { planeT, seed } = view.getState();
      return isShown() && planeT > 0 ? `${planeT} ${seed}` : undefined;
    },
    request: () => {
      const { planeT, seed } = view.getState();
      const law = lawOf();
      const points = noisyParticles();
      if (!law || !points) return null;
      const steps = Math.min(planeT, RESTORED.steps);
      const times = Int32Array.of(...timesteps(T, steps, 'quadratic', planeT), 0);
      const rule = { way: 'heun', g: 0 } as const;
      return { law, rule, times, seed, points, index: 0, last: steps, every: T };
    },
  },
  environment,
);
