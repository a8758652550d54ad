import fc from 'fast-check';
import { expect, it } from 'vitest';
import { exponentNumbers } from './exponentNumbers';

const value = (text: string): number => Number(text.replace('> ', '').replaceAll('−', '-'));

it('shows operands from which the result follows', () => {
  // It was "-0.08 / (2 x 1.0e-4) = -383.50".
  expect(exponentNumbers(0.0767, 1e-4)).toEqual({
    squared: '0.0767',
    noise: '0.0001',
    exponent: '−383.50',
  });
  fc.assert(
    fc.property(
      fc.double({ min: 1e-3, max: 3000, noNaN: true }),
      fc.double({ min: 1e-4, max: 0.99996, noNaN: true }),
      (squared, noise) => {
        const n = exponentNumbers(squared, noise);
        const unit =
          Math.abs(squared / 2 / noise) < 1e5
            ? 0.01
            : 10 ** (Math.floor(Math.log10(squared / 2 / noise)) - 3);
        const result = -value(n.squared) / (2 * value(n.noise));
        expect(Math.abs(result - value(n.exponent))).toBeLessThan(0.65 * unit);
      },
    ),
  );
});
