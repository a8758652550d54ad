import type { Locals, ModuleBuilder } from './assemble';
import { f32x4, i32x4, type Body, type Local, type Value } from './instructions';

/** Adding 1.5 * 2^23 rounds a number to a whole one, which then stands in the lowest bits. */
const ROUND = 1.5 * 2 ** 23;
/** Powers of two beyond these would leave the range of float32. */
const MOST = 126;
/** Bits of a float32 behind its exponent, and what is added to the exponent. */
const [MANTISSA, BIAS] = [23, 127];

/** A polynomial for 2^x on [-1/2, 1/2], from x^6 to 1: Taylor's, with the highest terms fitted; relative error 1e-7. */
const POWER_OF_TWO = [1.540353e-4, 1.3333558e-3, 9.6181291e-3, 5.5504109e-2, 0.24022651, 0.69314718, 1];

/** A function of one variable, computed in place, with local variables of its own. */
export type InPlace = (x: Local<'v128'>) => Body;

/**
 * Code for x = e^(factor x), up to a relative error of 2e-7; e^x is cut off at 2^-126 and 2^126, and NaN stays NaN.
 * The whole part of the power of two becomes the exponent, a polynomial gives the rest.
 */
export function exponential(module: ModuleBuilder, locals: Locals, factor = 1): InPlace {
  const [whole, rest] = locals.vectors(2);
  const power = POWER_OF_TWO.slice(1).reduce<Value<'v128'> | number>(
    (sum, coefficient) => module.multiplyAdd(sum, rest, coefficient),
    POWER_OF_TWO[0],
  );
  return (x) => [
    x.set(f32x4.max(f32x4.min(f32x4.multiply(x, factor * Math.LOG2E), MOST), -MOST)),
    whole.set(f32x4.add(x, ROUND)),
    rest.set(f32x4.subtract(x, f32x4.subtract(whole, ROUND))),
    whole.set(i32x4.add(i32x4.shiftLeft(whole, MANTISSA), i32x4.constant(BIAS << MANTISSA))),
    x.set(f32x4.multiply(power, whole)),
  ];
}

/** Code for x = x / (1 + e^-x). */
export function silu(module: ModuleBuilder, locals: Locals): InPlace {
  const power = locals.vector();
  const exp = exponential(module, locals, -1);
  return (x) => [power.set(x), exp(power), x.set(f32x4.divide(x, f32x4.add(power, 1)))];
}

/** Code for x = max(x, 0). */
export const relu: InPlace = (x) => x.set(f32x4.max(x, 0));

/**
 * Code for slope = SiLU'(x) = s (1 + x (1 - s)), with s = 1 / (1 + e^-x), and then x = SiLU(x) = x s.
 * @param divides whether SiLU(x) is x / (1 + e^-x), which has the bits of `silu`
 */
export function siluWithSlope(
  module: ModuleBuilder,
  locals: Locals,
  divides = false,
): (x: Local<'v128'>, slope: Local<'v128'>) => Body {
  const [sum, sigmoid] = locals.vectors(2);
  const exp = exponential(module, locals, -1);
  return (x, slope) => [
    sum.set(x),
    exp(sum),
    sum.set(f32x4.add(sum, 1)),
    sigmoid.set(f32x4.divide(1, sum)),
    slope.set(f32x4.multiply(sigmoid, module.multiplyAdd(x, f32x4.subtract(1, sigmoid), 1))),
    x.set(divides ? f32x4.divide(x, sum) : f32x4.multiply(x, sigmoid)),
  ];
}

/** Code for x = SiLU'(x). */
export function siluSlope(module: ModuleBuilder, locals: Locals): InPlace {
  const slope = locals.vector();
  const both = siluWithSlope(module, locals);
  return (x) => [both(x, slope), x.set(slope)];
}

/** Code for x = 1 where x > 0, else 0. */
export const reluSlope: InPlace = (x) => x.set(f32x4.and(f32x4.greaterThan(x, 0), 1));
