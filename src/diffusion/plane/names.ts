/** The distributions of the plane. `brush` is drawn by hand: its points come from the user. */
export const PLANE_DATA = ['mixture', 'ring', 'moons', 'spiral', 'checkerboard', 'brush'] as const;
export type PlaneData = (typeof PLANE_DATA)[number];

/** What arrows show: the score, epsilonHat, x0Hat - x, or the velocity of the probability-flow ODE. */
export const ARROWS = ['score', 'epsilon', 'x0', 'velocity'] as const;
export type ArrowKind = (typeof ARROWS)[number];

/** Ways from noise to data: DDPM, the reverse SDE with a share g of noise, and the probability-flow ODE (`euler` is DDIM). */
export const WAYS = ['ddpm', 'euler', 'sde', 'heun', 'dpm-solver-2', 'rk4'] as const;
export type Way = (typeof WAYS)[number];

/** Whose score is asked for: the exact one, that of a network, or the network's minus the exact one. */
export const SCORES = ['exact', 'learned', 'difference'] as const;
export type ScoreSource = (typeof SCORES)[number];
