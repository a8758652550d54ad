import type { Network } from '../network';
import { foldNorms, initialStatistics, trainedShapes } from '../norms';
import type { Parameter } from '../weights';

/** What a training has one number of for every parameter that is trained; this is their order in a stored state. */
const SECTIONS = ['parameters', 'average', 'first', 'second'] as const;

/**
 * Behind them: means and variances of the batch normalisations, the running ones, and those that belong to the average
 * (the running ones, until they are calibrated). A network without batch normalisation has none.
 */
const STATISTICS = ['running', 'calibrated'] as const;

/** All parts of a stored state in their order. */
export const PARTS = [...SECTIONS, ...STATISTICS] as const;

export type Part = (typeof PARTS)[number];

/** How many numbers a part has. */
export function partLength(network: Network, part: Part): number {
  return count(shapesOf(network, part));
}

/** How many numbers the state of a training has. */
export function stateLength(network: Network): number {
  return PARTS.reduce((sum, part) => sum + partLength(network, part), 0);
}

/** A part's numbers, a view of `numbers`. @throws RangeError if the length is another network's */
export function partOf(network: Network, numbers: Float32Array, part: Part): Float32Array {
  const length = stateLength(network);
  if (numbers.length !== length)
    throw new RangeError(`a training of ${network.name} has ${length} numbers, not ${numbers.length}`);
  const before = PARTS.slice(0, PARTS.indexOf(part));
  const first = before.reduce((sum, other) => sum + partLength(network, other), 0);
  return numbers.subarray(first, first + partLength(network, part));
}

/** Every part as named parameters; the data are views of `numbers`. @throws RangeError if the length is another network's */
export function sectionsOf(network: Network, numbers: Float32Array): Record<Part, Map<string, Parameter>> {
  const at = (part: Part): Map<string, Parameter> =>
    named(shapesOf(network, part), partOf(network, numbers, part));
  return {
    parameters: at('parameters'),
    average: at('average'),
    first: at('first'),
    second: at('second'),
    running: at('running'),
    calibrated: at('calibrated'),
  };
}

/** The state before the first update: the average is the parameters, the moments are zero. */
export function beginning(network: Network, parameters: ReadonlyMap<string, Parameter>): Float32Array {
  const numbers = new Float32Array(stateLength(network));
  const parts = sectionsOf(network, numbers);
  for (const part of [parts.parameters, parts.average]) copy(parameters, part);
  for (const part of [parts.running, parts.calibrated]) copy(initialStatistics(network), part);
  return numbers;
}

/** The averaged parameters of a training with the batch normalisations folded in: what a denoiser reads. */
export function averagedWeights(network: Network, numbers: Float32Array): Map<string, Parameter> {
  const { average, calibrated } = sectionsOf(network, numbers);
  return foldNorms(network, average, calibrated);
}

function shapesOf(network: Network, part: Part): Map<string, readonly number[]> {
  switch (part) {
    case 'running':
    case 'calibrated':
      return new Map([...initialStatistics(network)].map(([name, { shape }]) => [name, shape]));
    case 'parameters':
    case 'average':
    case 'first':
    case 'second':
      return trainedShapes(network);
  }
}

function count(shapes: ReadonlyMap<string, readonly number[]>): number {
  return [...shapes.values()].reduce((sum, shape) => sum + shape.reduce((a, b) => a * b), 0);
}

function named(shapes: ReadonlyMap<string, readonly number[]>, part: Float32Array): Map<string, Parameter> {
  let end = 0;
  return new Map(
    [...shapes].map(([name, shape]) => {
      const begin = end;
      end += shape.reduce((a, b) => a * b);
      return [name, { shape, data: part.subarray(begin, end) }];
    }),
  );
}

function copy(from: ReadonlyMap<string, Parameter>, to: ReadonlyMap<string, Parameter>): void {
  for (const [name, { data }] of to) data.set((from.get(name) as Parameter).data);
}
