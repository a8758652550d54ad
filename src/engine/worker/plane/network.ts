import type { NoiseEstimate } from '../../../diffusion/plane/solvers';
import { namedWeights } from '../../../model/flatWeights';
import { countParameters } from '../../../model/network';
import { plane } from '../../../model/networks/plane';
import { pointEstimate } from '../../../model/pointEstimate';
import { demand } from '../requests/demand';

/** epsilonHat of the network `plane` with these weights. @throws EngineFailure 'bad-request' */
export function estimateOf(numbers: Float32Array): NoiseEstimate {
  const count = countParameters(plane);
  demand(numbers.length === count && numbers.every(Number.isFinite), `a network has ${count} finite weights`);
  return pointEstimate(plane, namedWeights(plane, numbers));
}
