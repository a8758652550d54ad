import { EngineFailure } from '../../protocol/errors';

/** Whether a number is whole and between both bounds, inclusive. */
export function isWhole(value: number, low: number, high: number): boolean {
  return Number.isInteger(value) && within(value, low, high);
}

/** Whether a number is between both bounds, inclusive; NaN is not. */
export function within(value: number, low: number, high: number): boolean {
  return value >= low && value <= high;
}

/** Whether a text is one of the allowed ones. */
export function isOneOf(value: string, allowed: readonly string[]): boolean {
  return allowed.includes(value);
}

/** Does nothing if a rule holds. @throws EngineFailure 'bad-request' that states the rule otherwise */
export function demand(holds: boolean, rule: string): asserts holds {
  if (!holds)
    throw new EngineFailure(
      'bad-request',
      `The request is refused: ${rule}.`,
      'Change that and start again.',
    );
}

/** Demands that every number is a seed. @throws EngineFailure 'bad-request' */
export function demandSeeds(seeds: readonly number[]): void {
  demand(
    seeds.every((seed) => isWhole(seed, 0, Number.MAX_SAFE_INTEGER)),
    'seed is a whole number from 0 to 2^53 - 1',
  );
}
