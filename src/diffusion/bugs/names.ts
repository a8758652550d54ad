/**
 * Mistakes that programs have really had. `same-betas`: the schedule is made shorter and keeps its betas; `skipped-betas`: steps are
 * left out and the others keep their betas.
 */
export const BUGS = [
  'no-noise',
  'wrong-t',
  'no-clip',
  'skipped-betas',
  'same-betas',
  'index',
  'same-noise',
  'last-step',
  'no-root',
  'one-step',
  'raw-weights',
] as const;

export type Bug = (typeof BUGS)[number];

/** A program, and the same one with its line right. */
export const SIDES = ['right', 'wrong'] as const;
export type Side = (typeof SIDES)[number];

/** Whether a bug can be shown with a network as it is: newest weights are not part of its file. */
export const runsOnDigits = (bug: Bug): boolean => bug !== 'raw-weights';
