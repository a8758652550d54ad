import { EngineFailure } from '../../protocol/errors';

/** Whether a number is whole and between both bounds, inclusive. */
export function isWhole(value: number, low: number, high: number): boolean {
  return Number.isInteger(value) && within(value, low, high);
}

/** Whether a number is between both bounds, inclusive; NaN is not. */
export function within(value: number, low: number, high: number): boolean {
  return value >= low && value <= high;
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

/** Demands a whole number between both bounds, inclusive. @throws EngineFailure 'bad-request' */
export function demandWhole(name: string, value: number, low: number, high: number): void {
  demand(isWhole(value, low, high), `${name} is a whole number from ${low} to ${high}`);
}

/** Demands that a text is one of the allowed ones. @throws EngineFailure 'bad-request' */
export function demandOneOf(name: string, value: string, allowed: readonly string[]): void {
  demand(allowed.includes(value), `${name} is one of: ${allowed.join(', ')}`);
}

/** Demands that every number is a seed. @throws EngineFailure 'bad-request' */
export function demandSeeds(seeds: readonly number[]): void {
  demand(
    seeds.every((seed) => isWhole(seed, 0, Number.MAX_SAFE_INTEGER)),
    'seed is a whole number from 0 to 2^53 - 1',
  );
}

/** Demands that every t is a timestep of a schedule. @throws EngineFailure 'bad-request' */
export function demandTimes(times: ArrayLike<number>, T: number): void {
  demand(
    Array.from(times).every((t) => isWhole(t, 1, T)),
    `each t is a whole number from 1 to ${T}`,
  );
}

/** Demands pixels in [-1, 1]. @throws EngineFailure 'bad-request' */
export function demandPixels(name: string, pixels: Float32Array): void {
  demand(
    pixels.every((value) => within(value, -1, 1)),
    `${name} has numbers from -1 to 1`,
  );
}
