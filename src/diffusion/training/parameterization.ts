import { checkTimestep, type Schedule } from '../schedule';

/**
 * What a network may predict from x_t. All four are equivalent, given x_t = sqrt(alphaBar) x0 + sqrt(1 - alphaBar) epsilon:
 * - `epsilon`: the noise (Ho et al. 2020);
 * - `x0`: the clean picture;
 * - `v` = sqrt(alphaBar) epsilon - sqrt(1 - alphaBar) x0, the velocity (Salimans & Ho 2022, appendix D);
 * - `score` = -epsilon / sqrt(1 - alphaBar), the gradient of log q(x_t | x_0) (Song et al. 2021).
 */
export type Prediction = 'epsilon' | 'x0' | 'v' | 'score';

/** A prediction of one kind from x_t and another kind: wanted = xt * x_t + output * given. */
export interface Conversion {
  readonly xt: number;
  readonly output: number;
}

/**
 * The coefficients that convert a prediction of one kind into another at timestep t.
 *
 * @param t 1..T (at t = 0 there is no noise, and x_0 does not determine epsilon)
 * @throws RangeError if t is out of range
 */
export function conversion(s: Schedule, t: number, from: Prediction, to: Prediction): Conversion {
  checkTimestep(s, t, 1);
  if (from === to) return { xt: 0, output: 1 };
  const signal = Math.sqrt(s.alphaBar[t]);
  const noise = Math.sqrt(s.oneMinusAlphaBar[t]);
  const given = mixture(from, signal, noise);
  const wanted = mixture(to, signal, noise);
  // x_t and the given prediction are two mixtures of x0 and epsilon; solve them for the wanted one.
  const determinant = signal * given.epsilon - noise * given.x0;
  return {
    xt: (wanted.x0 * given.epsilon - wanted.epsilon * given.x0) / determinant,
    output: (signal * wanted.epsilon - noise * wanted.x0) / determinant,
  };
}

/** A prediction as a weighted sum of x0 and epsilon, where x_t = signal * x0 + noise * epsilon. */
export function mixture(kind: Prediction, signal: number, noise: number): { x0: number; epsilon: number } {
  switch (kind) {
    case 'epsilon':
      return { x0: 0, epsilon: 1 };
    case 'x0':
      return { x0: 1, epsilon: 0 };
    case 'v':
      return { x0: -noise, epsilon: signal };
    case 'score':
      return { x0: 0, epsilon: -1 / noise };
  }
}
