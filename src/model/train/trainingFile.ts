import { ModelError } from '../errors';
import type { Network } from '../network';
import { initialStatistics } from '../norms';
import { writeSafetensors } from '../safetensorsWriter';
import { parseWeights, type Parameter } from '../weights';
import { averagedWeights, beginning, partLength, partOf, stateLength, PARTS, type Part } from './sections';

const PREFIX = 'training.';

/**
 * Parts that stand beside the averaged weights, flat, under `training.`: what going on needs and sampling does not.
 * The average is among them where batch normalisations are folded into the weights, for it cannot be had back from them.
 */
function extraOf(network: Network): readonly Part[] {
  return hasNorms(network) ? PARTS : ['parameters', 'first', 'second'];
}

function hasNorms(network: Network): boolean {
  return initialStatistics(network).size > 0;
}

/**
 * A training as a safetensors file: the averaged weights by their names, and flat beside them what going on needs.
 * @param numbers the state's
 */
export function writeTraining(
  network: Network,
  numbers: Float32Array,
  metadata: Readonly<Record<string, string>>,
): Uint8Array<ArrayBuffer> {
  const tensors = new Map<string, Parameter>(averagedWeights(network, numbers));
  for (const part of extraOf(network)) {
    const data = partOf(network, numbers, part);
    tensors.set(PREFIX + part, { shape: [data.length], data });
  }
  return writeSafetensors(tensors, metadata);
}

/**
 * Reads what `writeTraining` wrote. Of a file with the weights alone the training goes on with moments of zero, unless
 * batch normalisations were folded into them.
 * @returns the state's numbers
 * @throws ModelError 'weights-corrupt' with the reason
 */
export function readTraining(network: Network, file: ArrayBuffer): Float32Array {
  const parts = extraOf(network);
  const shapes = parts.map((part): [string, number[]] => [PREFIX + part, [partLength(network, part)]]);
  const { parameters, extra } = parseWeights(network, file, new Map(shapes));
  const numbers = hasNorms(network) ? new Float32Array(stateLength(network)) : beginning(network, parameters);
  for (const part of parts) {
    const tensor = extra.get(PREFIX + part);
    if (tensor) partOf(network, numbers, part).set(tensor.data);
    else if (hasNorms(network)) {
      throw new ModelError(
        'weights-corrupt',
        `The file holds weights of ${network.name} to sample from, and no training of it that could go on.`,
        'Choose the file that its training wrote.',
      );
    }
  }
  return numbers;
}
