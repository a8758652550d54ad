import { flatWeights, namedWeights } from '../../../model/flatWeights';
import { countParameters, type Network } from '../../../model/network';
import { averagedWeights, stateLength } from '../../../model/train/sections';
import type { Weights } from '../../../model/weights';
import type { LoadRequest } from '../../protocol/jobs';
import { demand } from '../requests/demand';
import { planNetwork } from '../requests/validateTrain';

/** A trained network outside the backend: what is needed to load it. */
export interface StoredNetwork {
  readonly network: Network;
  readonly weights: Weights;
  /** The same weights as one array of numbers. */
  readonly averaged: Float32Array;
}

/**
 * Checks a trained network, whose weights are not trusted.
 * @throws EngineFailure 'bad-request' that says what is allowed
 */
export function planLoad({ name, config, numbers }: LoadRequest): StoredNetwork {
  demand(name !== '' && name !== 'shipped', 'a loaded network has a name of its own');
  const network = planNetwork(config);
  const [stateCount, averagedCount] = [stateLength(network), countParameters(network)];
  demand(
    numbers.length === stateCount || numbers.length === averagedCount,
    `a training of ${network.name} has ${stateCount} numbers, and its averaged weights are ${averagedCount}`,
  );
  demand(numbers.every(Number.isFinite), 'every weight is finite');
  const averaged =
    numbers.length === averagedCount ? numbers : flatWeights(network, averagedWeights(network, numbers));
  return { network, averaged, weights: { parameters: namedWeights(network, averaged), metadata: {} } };
}
