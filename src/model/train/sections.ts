import { countParameters, parameterShapes, type Network } from '../network';
import type { Parameter } from '../weights';

/** What a training has one number of for every parameter; this is their order in a stored state. */
export const SECTIONS = ['parameters', 'average', 'first', 'second'] as const;

export type Section = (typeof SECTIONS)[number];

/** Every section as named parameters; the data are views of `numbers`. @throws RangeError if the length is another network's */
export function sectionsOf(network: Network, numbers: Float32Array): Record<Section, Map<string, Parameter>> {
  const length = countParameters(network);
  if (numbers.length !== SECTIONS.length * length)
    throw new RangeError(`${network.name} has ${SECTIONS.length} x ${length} numbers, not ${numbers.length}`);
  const at = (section: Section): Map<string, Parameter> => {
    const first = SECTIONS.indexOf(section) * length;
    return named(network, numbers.subarray(first, first + length));
  };
  return {
    parameters: at('parameters'),
    average: at('average'),
    first: at('first'),
    second: at('second'),
  };
}

/** The state before the first update: the average is the parameters, the moments are zero. */
export function beginning(network: Network, parameters: ReadonlyMap<string, Parameter>): Float32Array {
  const length = countParameters(network);
  const numbers = new Float32Array(SECTIONS.length * length);
  let at = 0;
  for (const name of parameterShapes(network).keys()) {
    const { data } = parameters.get(name) as Parameter;
    numbers.set(data, at);
    numbers.set(data, at + length);
    at += data.length;
  }
  return numbers;
}

function named(network: Network, section: Float32Array): Map<string, Parameter> {
  let end = 0;
  return new Map(
    [...parameterShapes(network)].map(([name, shape]) => {
      const begin = end;
      end += shape.reduce((a, b) => a * b);
      return [name, { shape, data: section.subarray(begin, end) }];
    }),
  );
}
