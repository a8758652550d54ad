import { exponential, fixed, operand } from '../../../diffusion/numbers/formatNumber';

/**
 * The exponent -squared / (2 noise) with its numbers: the result to two decimals, or four figures where it is large, and both operands
 * with two figures more than the result has.
 * @param squared |x_t - sqrt(alphaBar) x_i|^2
 * @param noise 1 - alphaBar_t
 */
export function exponentNumbers(squared: number, noise: number) {
  const value = -squared / (2 * noise);
  const size = Math.abs(value);
  const isLarge = size >= 1e5;
  const figures = isLarge ? 4 : Math.max(1, Math.floor(Math.log10(Math.max(size, 0.01))) + 3);
  return {
    squared: operand(squared, figures),
    noise: operand(noise, figures),
    exponent: isLarge ? exponential(value, 3) : fixed(value, 2),
  };
}
