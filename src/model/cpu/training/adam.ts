import { BETA_1, BETA_2, TINY } from '../../train/adam';
import type { ModuleBuilder, Procedure } from '../assemble';
import { f32x4, i32, loop } from '../instructions';
import { NUMBER, QUAD } from '../memory';

/** Addresses of one number for every parameter, at least as many as fill vectors of four. */
export interface AdamAddresses {
  readonly parameters: number;
  readonly average: number;
  readonly first: number;
  readonly second: number;
  /** The first shard's sums of gradients, and bytes to the next one's. */
  readonly sums: number;
  readonly sumsBytes: number;
  /** The numbers of a step: rate, correction of the second moment, decay of the average (train/adam.ts). */
  readonly step: number;
}

/**
 * One update of Adam and the average from the shards' gradients, which are added in their order and become 0.
 * @returns procedure(from, to) for the numbers from .. to - 1, in bytes, multiples of 16
 */
export function adam(module: ModuleBuilder, at: AdamAddresses, shards: number): Procedure {
  return module.define('adam', ['i32', 'i32'], (locals, from, to) => {
    const i = locals.int();
    const [gradient, first, second, parameter, rate, correction, decay] = locals.vectors(7);
    return [
      [rate, correction, decay].map((each, k) => each.set(f32x4.loadSplat(at.step, NUMBER * k))),
      loop(i, { from, to, step: QUAD }, [
        gradient.set(f32x4.load(i, at.sums)),
        Array.from({ length: shards - 1 }, (_, k) =>
          gradient.set(f32x4.add(gradient, f32x4.load(i, at.sums + (k + 1) * at.sumsBytes))),
        ),
        Array.from({ length: shards }, (_, k) => f32x4.store(i, 0, at.sums + k * at.sumsBytes)),
        first.set(module.multiplyAdd(f32x4.load(i, at.first), BETA_1, f32x4.multiply(gradient, 1 - BETA_1))),
        second.set(
          module.multiplyAdd(
            f32x4.load(i, at.second),
            BETA_2,
            f32x4.multiply(f32x4.multiply(gradient, gradient), 1 - BETA_2),
          ),
        ),
        parameter.set(
          f32x4.subtract(
            f32x4.load(i, at.parameters),
            f32x4.divide(
              f32x4.multiply(first, rate),
              module.multiplyAdd(f32x4.squareRoot(second), correction, TINY),
            ),
          ),
        ),
        f32x4.store(i, first, at.first),
        f32x4.store(i, second, at.second),
        f32x4.store(i, parameter, at.parameters),
        f32x4.store(
          i,
          module.multiplyAdd(
            f32x4.load(i, at.average),
            decay,
            f32x4.multiply(parameter, f32x4.subtract(1, decay)),
          ),
          at.average,
        ),
      ]),
    ];
  });
}

/** The first number of a shard's share of the parameters, as a multiple of a quad; bytes. @param length numbers of all */
export const shareOf = (length: number, shard: Parameters<typeof i32.multiply>[0], shards: number) =>
  i32.multiply(i32.divide(i32.multiply(shard, length / 4), shards), QUAD);
