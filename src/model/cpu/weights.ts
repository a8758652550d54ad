import type { Memory } from './memory';

/** Gives the numbers of a parameter, by its name. */
export type ParameterOf = (name: string) => Float32Array;

/** Numbers in the module's memory that follow from a network's parameters. */
export interface WeightEntry {
  readonly at: number;
  readonly values: (parameter: ParameterOf) => Float32Array;
  /** Name of the function (from, to) that makes what stands at `at` of the values, which it finds at another address. */
  readonly transform?: string;
}

/** Collects what depends on the parameters, while a network is lowered. */
export class WeightTable {
  readonly entries: WeightEntry[] = [];

  constructor(private readonly memory: Memory) {}

  /** @returns the address at which the values will stand */
  add(numbers: number, values: WeightEntry['values'], transform?: string): number {
    const at = this.memory.reserve(numbers);
    this.entries.push({ at, values, ...(transform && { transform }) });
    return at;
  }
}
