import { formatLoss } from '../../../ui/lossChart/axis';

/**
 * What float32 resolves of an epsilon loss. x_t and x0Hat are rounded by 2^-25 or so; divided by sqrt(1 - alphaBar_t), which is 0.01 at
 * t = 1, and squared, that is some 1e-11, and a few roundings more: a loss below this says nothing of the denoiser.
 */
const RESOLVED = 1e-9;

/** A mean loss and its standard error, as a table shows them; what float32 does not resolve has no error. */
export const lossCells = ({ mean, error }: { readonly mean: number; readonly error: number }): string[] =>
  mean < RESOLVED ? ['< 1e−9', '–'] : [formatLoss(mean), formatLoss(error)];
