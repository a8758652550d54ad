import { sliceParameters } from '../flatWeights';
import type { Network } from '../network';
import { foldNorms, initialStatistics, trainedShapes } from '../norms';
import { totalElements } from '../shapes';
import type { Parameter } from '../weights';

/** The sections of a stored state, in order. Each has one number for every trained parameter. */
const SECTIONS = ['parameters', 'average', 'first', 'second'] as const;

/**
 * After the sections: means and variances of the batch normalisations, the running ones and those for the average (equal to
 * the running ones until they are calibrated). A network without batch normalisation has none.
 */
const STATISTICS = ['running', 'calibrated'] as const;

/** All parts of a stored state, in order. */
export const PARTS = [...SECTIONS, ...STATISTICS] as const;

export type Part = (typeof PARTS)[number];

/** Number of numbers in a part. */
export function partLength(network: Network, part: Part): number {
  return totalElements(shapesOf(network, part).values());
}

/** Number of numbers in the state of a training. */
export function stateLength(network: Network): number {
  return PARTS.reduce((sum, part) => sum + partLength(network, part), 0);
}

/** The numbers of a part, as a view of `numbers`. @throws RangeError if `numbers` belongs to another network */
export function partOf(network: Network, numbers: Float32Array, part: Part): Float32Array {
  const length = stateLength(network);
  if (numbers.length !== length)
    throw new RangeError(`a training of ${network.name} has ${length} numbers, not ${numbers.length}`);
  const before = PARTS.slice(0, PARTS.indexOf(part));
  const first = before.reduce((sum, other) => sum + partLength(network, other), 0);
  return numbers.subarray(first, first + partLength(network, part));
}

/** Every part as named parameters, as views of `numbers`. @throws RangeError if `numbers` belongs to another network */
export function sectionsOf(network: Network, numbers: Float32Array): Record<Part, Map<string, Parameter>> {
  const section = (part: Part): Map<string, Parameter> =>
    sliceParameters(shapesOf(network, part), partOf(network, numbers, part));
  return Object.fromEntries(PARTS.map((part) => [part, section(part)])) as ReturnType<typeof sectionsOf>;
}

/** The state before the first update: the average equals the parameters, the moments are zero. */
export function beginning(network: Network, parameters: ReadonlyMap<string, Parameter>): Float32Array {
  const numbers = new Float32Array(stateLength(network));
  const parts = sectionsOf(network, numbers);
  for (const part of [parts.parameters, parts.average]) copy(parameters, part);
  for (const part of [parts.running, parts.calibrated]) copy(initialStatistics(network), part);
  return numbers;
}

/** The averaged parameters with the batch normalisations folded in, as a denoiser needs them. */
export function averagedWeights(network: Network, numbers: Float32Array): Map<string, Parameter> {
  const { average, calibrated } = sectionsOf(network, numbers);
  return foldNorms(network, average, calibrated);
}

function shapesOf(network: Network, part: Part): Map<string, readonly number[]> {
  if (part !== 'running' && part !== 'calibrated') return trainedShapes(network);
  return new Map([...initialStatistics(network)].map(([name, { shape }]) => [name, shape]));
}

function copy(from: ReadonlyMap<string, Parameter>, to: ReadonlyMap<string, Parameter>): void {
  for (const [name, { data }] of to) data.set((from.get(name) as Parameter).data);
}
