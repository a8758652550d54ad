import { formatCount } from '../../../diffusion/numbers/formatCount';
import { exponential, figures, fixed } from '../../../diffusion/numbers/formatNumber';

/** Two figures where a number is small: 0.0042, 2.7e−5. */
const small = (value: number): string => (Math.abs(value) < 1e-3 ? exponential(value, 1) : figures(value, 2));

/** Bits per dimension: three decimals, or two figures where it is small. */
export const bits = (value: number): string =>
  value !== 0 && Math.abs(value) < 0.01 ? small(value) : fixed(value, 3);

/** A standard error to stand after its value; empty if there is none. */
export const plusMinus = (error: number): string => (Number.isNaN(error) ? '' : `± ${bits(error)}`);

/** Three significant figures, with a power of ten below 0.001 and from 100,000 on. */
export const figures3 = (value: number): string =>
  value !== 0 && (Math.abs(value) < 1e-3 || Math.abs(value) >= 1e5)
    ? exponential(value, 2)
    : formatCount(Number(value.toPrecision(3)));
