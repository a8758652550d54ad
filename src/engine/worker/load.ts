import { flatWeights, namedWeights } from '../../model/flatWeights';
import { countParameters, type Network } from '../../model/network';
import { averagedWeights, stateLength } from '../../model/train/sections';
import type { Weights } from '../../model/weights';
import type { LoadRequest } from '../protocol/jobs';
import { demand } from './demand';
import { planNetwork } from './validateTrain';

/** A trained network as it is kept beside the backend: enough to put it on another one. */
export interface Trained {
  readonly network: Network;
  readonly weights: Weights;
  /** The same weights as numbers alone. */
  readonly averaged: Float32Array;
}

/**
 * Checks a trained network, whose weights are not trusted.
 * @throws EngineFailure 'bad-request' that says what is allowed
 */
export function planLoad({ name, config, numbers }: LoadRequest): Trained {
  demand(name !== '' && name !== 'shipped', 'a loaded network has a name of its own');
  const network = planNetwork(config);
  const [state, alone] = [stateLength(network), countParameters(network)];
  demand(
    numbers.length === state || numbers.length === alone,
    `a training of ${network.name} has ${state} numbers, and its averaged weights are ${alone}`,
  );
  demand(numbers.every(Number.isFinite), 'every weight is finite');
  const averaged =
    numbers.length === alone ? numbers : flatWeights(network, averagedWeights(network, numbers));
  return { network, averaged, weights: { parameters: namedWeights(network, averaged), metadata: {} } };
}
