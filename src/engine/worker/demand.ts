import { EngineFailure } from '../protocol/errors';

/** Whether a number is whole and within both ends. */
export function isWhole(value: number, low: number, high: number): boolean {
  return Number.isInteger(value) && within(value, low, high);
}

/** Whether a number lies within both ends; NaN does not. */
export function within(value: number, low: number, high: number): boolean {
  return value >= low && value <= high;
}

/** Whether a name is one of those allowed. */
export function isOneOf(value: string, allowed: readonly string[]): boolean {
  return allowed.includes(value);
}

/** Passes what is sound. @throws EngineFailure 'bad-request' that states the rule for anything else */
export function demand(sound: boolean, rule: string): asserts sound {
  if (!sound)
    throw new EngineFailure(
      'bad-request',
      `The request is refused: ${rule}.`,
      'Change that and start again.',
    );
}
