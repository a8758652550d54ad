import { degrade } from '../../../diffusion/degrade';
import { estimateNoise } from '../../../diffusion/noiseLevel';
import { key } from '../../../diffusion/random';
import { memo } from '../../../state/memo';
import { source } from '../../../state/picture/source';
import { averagedPicture } from '../../../data/averaged';
import { digit, SIDE } from '../../../data/pack';
import { packs } from '../../../data/packs';

/** Digits on which an estimate's error is measured: some 20 ms. */
const DIGITS = 60;

export interface EstimatorError {
  readonly digits: number;
  /** Mean of the estimates less the truth, and the root of their mean square. */
  readonly bias: number;
  readonly rmse: number;
}

const keepError = memo<EstimatorError>();
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * How far off the noise estimate is on the first training digits; null until they are here.
 * @param sigma of the white noise that they get
 * @param size of the pictures, 28 or 14
 */
export function estimatorError(sigma: number, size: number): EstimatorError | null {
  const status = source.getState().packs[packs[0].name];
  if (status.kind !== 'ready') return null;
  const { pack } = status;
  return keepError([sigma, size, pack], () => {
    const errors = Array.from({ length: DIGITS }, (_, i) => {
      const x0 = size === SIDE ? digit(pack, i) : averagedPicture(digit(pack, i));
      return estimateNoise(degrade(x0, size, { kind: 'gaussian', sigma }, key(i)), size) - sigma;
    });
    return { digits: DIGITS, bias: mean(errors), rmse: Math.sqrt(mean(errors.map((error) => error ** 2))) };
  });
}
