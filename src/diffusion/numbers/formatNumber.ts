/**
 * How the page writes numbers: one place, so that equal numbers look equal. A minus sign is U+2212, also in an exponent; a number that
 * is rounded to 0 has no sign.
 */

/** A number's digits with true minus signs, without that of a zero. */
const tidy = (digits: string): string =>
  (/^-[0.]+$/.test(digits) ? digits.slice(1) : digits).replaceAll('-', '−');

/** Replaces ASCII hyphens by minus signs, in a text that is a number. */
export const withMinusSign = (text: string): string => text.replaceAll('-', '−');

/** So many decimals: 0.50, −1.25. */
export const fixed = (value: number, decimals: number): string => tidy(value.toFixed(decimals));

/** So many decimals, with the sign of both: +0.50, −0.50; 0 has a plus. */
export function signed(value: number, decimals: number): string {
  const text = fixed(value, decimals);
  return text.startsWith('−') ? text : `+${text}`;
}

/** A power of ten with so many decimals before it: 5.1e−5. */
export const exponential = (value: number, decimals: number): string => tidy(value.toExponential(decimals));

/** So many significant figures, zeros at the end included: 0.00100, 62.5; below 0.0001 as a power of ten. */
export function precise(value: number, figures: number): string {
  if (value === 0 || !Number.isFinite(value)) return withMinusSign(String(value === 0 ? 0 : value));
  const size = Math.abs(Number(value.toPrecision(figures)));
  if (size < 1e-4) return exponential(value, figures - 1);
  const decimals = figures - 1 - Math.floor(Math.log10(size));
  return decimals >= 0
    ? fixed(value, Math.min(100, decimals))
    : tidy(String(Number(value.toPrecision(figures))));
}

/** At most so many significant figures, no zeros at the end: 0.02, 62.5; below `least` as a power of ten. */
export function figures(value: number, most: number, least = 1e-4): string {
  if (value !== 0 && Math.abs(Number(value.toPrecision(most))) < least) return exponential(value, most - 1);
  return tidy(String(Number(value.toPrecision(most))));
}

/**
 * A share of a whole, or a percentage, with so many decimals; as many more as it takes to tell it from 0 and from the whole, six at most.
 * What is nearer than that is written as less than the least, or more than the most, that can be written; the whole but for rounding
 * is the whole.
 */
export function share(value: number, decimals: number, whole = 1): string {
  if (value === 0 || Math.abs(value / whole - 1) < 1e-12) return String(value === 0 ? 0 : whole);
  for (let d = decimals; d <= Math.max(6, decimals); d++) {
    const text = value.toFixed(d);
    if (Number(text) !== 0 && Number(text) !== whole) return tidy(text);
  }
  return value < whole / 2 ? `< ${fixed(1e-6, 6)}` : `> ${fixed(whole - 1e-6, 6)}`;
}

/** A value to stand in an equation: so many figures that its result, written with `result` figures, follows from what is written. */
export const operand = (value: number, result: number): string =>
  value > 0.5 && value < 1 ? share(value, result + 2) : figures(value, result + 2);
