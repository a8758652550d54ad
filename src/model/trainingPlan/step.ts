import { stepUniform } from '../compiled/wgsl';

/**
 * The numbers of an update. `pictures` in the batch; their rows begin at row `first`; picture i draws its noise from the child
 * `picture` + i of the key. `rate` and `correction` are Adam's, `decay` the average's, `share` the batch's weight in the statistics.
 */
export const {
  code: STEP,
  bytes: STEP_BYTES,
  pack: packSteps,
} = stepUniform(['pictures', 'first', 'picture', 'key0', 'key1'], ['rate', 'correction', 'decay', 'share']);

export type StepNumbers = Parameters<typeof packSteps>[0][number];
