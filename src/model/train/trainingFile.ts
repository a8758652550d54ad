import { ModelError } from '../errors';
import type { Network } from '../network';
import { initialStatistics } from '../norms';
import { writeSafetensors } from '../safetensorsWriter';
import { parseWeights, type Parameter } from '../weights';
import { averagedWeights, beginning, partLength, partOf, stateLength, PARTS, type Part } from './sections';

const PREFIX = 'training.';

/**
 * The parts that a file holds in addition to the averaged weights, each as one flat tensor `training.PART`: what continuing the
 * training needs and sampling does not. The average is among them only if batch normalisations are folded into the weights,
 * because then it cannot be recovered from them.
 */
function extraParts(network: Network): readonly Part[] {
  return hasNorms(network) ? PARTS : ['parameters', 'first', 'second'];
}

function hasNorms(network: Network): boolean {
  return initialStatistics(network).size > 0;
}

/**
 * A training as a safetensors file: the averaged weights by name, and the parts that continuing needs.
 * @param numbers the state, see sections.ts
 */
export function writeTraining(
  network: Network,
  numbers: Float32Array,
  metadata: Readonly<Record<string, string>>,
): Uint8Array<ArrayBuffer> {
  const tensors = new Map<string, Parameter>(averagedWeights(network, numbers));
  for (const part of extraParts(network)) {
    const data = partOf(network, numbers, part);
    tensors.set(PREFIX + part, { shape: [data.length], data });
  }
  return writeSafetensors(tensors, metadata);
}

/**
 * Reads a file that `writeTraining` wrote. From a file with only the weights a training continues with moments of zero, unless
 * batch normalisations are folded into them.
 * @returns the numbers of the state
 * @throws ModelError 'weights-corrupt' with the reason
 */
export function readTraining(network: Network, file: ArrayBuffer): Float32Array {
  const parts = extraParts(network);
  const shapes = parts.map((part): [string, number[]] => [PREFIX + part, [partLength(network, part)]]);
  const { parameters, extra } = parseWeights(network, file, new Map(shapes));
  const numbers = hasNorms(network) ? new Float32Array(stateLength(network)) : beginning(network, parameters);
  for (const part of parts) {
    const tensor = extra.get(PREFIX + part);
    if (tensor) partOf(network, numbers, part).set(tensor.data);
    else if (hasNorms(network)) {
      throw new ModelError(
        'weights-corrupt',
        `The file has only weights of ${network.name} to sample from, and no training that could continue.`,
        'Choose the file that its training wrote.',
      );
    }
  }
  return numbers;
}
