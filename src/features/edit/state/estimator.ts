import { digit } from '../../../data/pack';
import { packs } from '../../../data/packs';
import { averagedPicture } from '../../../data/averaged';
import { degrade } from '../../../diffusion/degrade';
import { estimateNoise } from '../../../diffusion/noiseLevel';
import { key } from '../../../diffusion/random';
import { source } from '../../../state/picture/source';

/** On how many digits an estimate's error is measured: some 20 ms. */
const DIGITS = 60;
const SIDE = 28;

export interface EstimatorError {
  readonly digits: number;
  /** Mean of the estimates less the truth, and the root of their mean square. */
  readonly bias: number;
  readonly rmse: number;
}

let latest: { of: string; error: EstimatorError } | null = null;

/** How far off the noise estimate is on the first training digits with white noise of that sigma; null until they are here. */
export function estimatorError(sigma: number, size: number): EstimatorError | null {
  const status = source.getState().packs[packs[0].name];
  if (status.kind !== 'ready') return null;
  const of = `${sigma} ${size}`;
  if (latest?.of === of) return latest.error;
  const errors = Array.from({ length: DIGITS }, (_, i) => {
    const whole = digit(status.pack, i);
    const x0 = size === SIDE ? whole : averagedPicture(whole);
    return estimateNoise(degrade(x0, size, { kind: 'gaussian', sigma }, key(i)), size) - sigma;
  });
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  latest = {
    of,
    error: { digits: DIGITS, bias: mean(errors), rmse: Math.sqrt(mean(errors.map((value) => value ** 2))) },
  };
  return latest.error;
}
