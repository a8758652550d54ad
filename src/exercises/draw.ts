import { fold, key, STREAM, uniform } from '../diffusion/random';

/** The random numbers of an exercise, one after the other. */
export interface Draw {
  /** A multiple of `step` from `low` to `high`, both included; rounded to the digits of `step`. */
  readonly number: (low: number, high: number, step?: number) => number;
  /** One of several. */
  readonly of: <Value>(values: readonly Value[]) => Value;
  /** The number, or its negative. */
  readonly signed: (value: number) => number;
  /** All of them, in a random order (Fisher-Yates). */
  readonly shuffled: <Value>(values: readonly Value[]) => Value[];
}

/**
 * The numbers of one student's exercise: they follow from both, so a link or a sheet has the same ones everywhere.
 * @param exercise 1..12
 * @param student any text; the empty one stands for everybody
 */
export function drawFor(exercise: number, student: string): Draw {
  let k = fold(fold(key(0), STREAM.exercises), exercise);
  // However its letters with accents are written.
  const name = student.trim().normalize();
  for (let i = 0; i < name.length; i++) k = fold(k, name.charCodeAt(i));
  let next = 0;
  const below = (count: number): number => Math.floor(uniform(k, next++) * count);
  return {
    number: (low, high, step = 1) => {
      const value = low + step * below(Math.round((high - low) / step) + 1);
      return Number(value.toFixed(6));
    },
    of: (values) => values[below(values.length)],
    signed: (value) => (below(2) === 0 ? value : -value),
    shuffled: (values) => {
      const order = [...values];
      for (let i = order.length - 1; i > 0; i--) {
        const j = below(i + 1);
        [order[i], order[j]] = [order[j], order[i]];
      }
      return order;
    },
  };
}
