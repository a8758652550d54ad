import { countParameters, type Network } from '../network';
import { writeSafetensors } from '../safetensorsWriter';
import { parseWeights, type Parameter } from '../weights';
import { beginning, SECTIONS, sectionsOf, type Section } from './sections';

/** Sections that stand beside the averaged weights, flat, under `training.`: what going on needs and sampling does not. */
const EXTRA: readonly Section[] = ['parameters', 'first', 'second'];
const PREFIX = 'training.';

/**
 * A training as a safetensors file: the averaged weights by their names, and flat beside them what going on needs.
 * @param numbers the state's
 */
export function writeTraining(
  network: Network,
  numbers: Float32Array,
  metadata: Readonly<Record<string, string>>,
): Uint8Array<ArrayBuffer> {
  const length = countParameters(network);
  const tensors = new Map<string, Parameter>(sectionsOf(network, numbers).average);
  for (const section of EXTRA) {
    const first = SECTIONS.indexOf(section) * length;
    tensors.set(PREFIX + section, { shape: [length], data: numbers.subarray(first, first + length) });
  }
  return writeSafetensors(tensors, metadata);
}

/**
 * Reads what `writeTraining` wrote. Of a file with the weights alone the training goes on with moments of zero.
 * @returns the state's numbers
 * @throws ModelError 'weights-corrupt' with the reason
 */
export function readTraining(network: Network, file: ArrayBuffer): Float32Array {
  const length = countParameters(network);
  const { parameters, extra } = parseWeights(
    network,
    file,
    new Map(EXTRA.map((section) => [PREFIX + section, [length]])),
  );
  const numbers = beginning(network, parameters);
  for (const section of EXTRA) {
    const tensor = extra.get(PREFIX + section);
    if (tensor) numbers.set(tensor.data, SECTIONS.indexOf(section) * length);
  }
  return numbers;
}
