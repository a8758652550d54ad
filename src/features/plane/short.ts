import { exponential, figures } from '../../diffusion/numbers/formatNumber';

/** A number in two figures; a very large one as a power of ten. */
export const short = (value: number): string =>
  Math.abs(value) >= 1e5 ? exponential(value, 1) : figures(value, 2);
