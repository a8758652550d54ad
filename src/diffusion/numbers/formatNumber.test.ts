import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exponential, figures, fixed, operand, precise, share, signed, withMinusSign } from './formatNumber';

describe('a minus sign', () => {
  it('is a true one, in exponents and in both places at once', () => {
    expect(exponential(-5.1e-5, 1)).toBe('−5.1e−5');
    expect(precise(5.1e-5, 2)).toBe('5.1e−5');
    expect(figures(-5.1e-5, 2)).toBe('−5.1e−5');
    expect(withMinusSign('-5.1e-5')).toBe('−5.1e−5');
  });

  it('is left out where nothing is left of the number', () => {
    expect([fixed(-0.04, 1), fixed(-0, 2), precise(-0, 3), figures(-0, 3)]).toEqual([
      '0.0',
      '0.00',
      '0',
      '0',
    ]);
    expect([signed(-0.0004, 3), signed(-0.5, 1), signed(0.5, 1), signed(0, 1)]).toEqual([
      '+0.000',
      '−0.5',
      '+0.5',
      '+0.0',
    ]);
  });

  it('is nowhere an ASCII hyphen', () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.integer({ min: 1, max: 6 }),
        (x, n) => {
          for (const text of [fixed(x, n), signed(x, n), exponential(x, n), precise(x, n), figures(x, n)])
            expect(text).not.toContain('-');
        },
      ),
    );
  });
});

describe('significant figures', () => {
  it('keep their zeros where columns and readouts want it', () => {
    expect([0.001, 0.00098, 0.02, 0.9996, 62.5, 1.03, 1, 14.5, 12345].map((x) => precise(x, 3))).toEqual([
      '0.00100',
      '0.000980',
      '0.0200',
      '1.00',
      '62.5',
      '1.03',
      '1.00',
      '14.5',
      '12300',
    ]);
  });

  it('lose them elsewhere', () => {
    expect([0.001, 0.02, 1.03, 1, 2.7e-5].map((x) => figures(x, 3))).toEqual([
      '0.001',
      '0.02',
      '1.03',
      '1',
      '2.70e−5',
    ]);
    expect(figures(0.0004, 2, 1e-3)).toBe('4.0e−4');
  });
});

describe('a share', () => {
  it('is 0 or the whole only where it is exactly that', () => {
    expect([0, 1, 0.5, 0.9996, 0.9995, 0.99999, 0.0004].map((x) => share(x, 3))).toEqual([
      '0',
      '1',
      '0.500',
      '0.9996',
      '0.9995',
      '0.99999',
      '0.0004',
    ]);
    expect([share(99.999, 2, 100), share(99.99, 2, 100), share(50, 0, 100)]).toEqual([
      '99.999',
      '99.99',
      '50',
    ]);
    expect([share(1 - 2 ** -53, 3), share(1 + 2 ** -52, 3)]).toEqual(['1', '1']);
    expect([share(1 - 1e-9, 3), share(1e-9, 3)]).toEqual(['> 0.999999', '< 0.000001']);
  });
});

describe('an operand', () => {
  it('has the figures that its result needs', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-8, max: 1e4, noNaN: true }),
        fc.double({ min: 1e-8, max: 1e4, noNaN: true }),
        (a, b) => {
          const [x, y] = [operand(a, 3), operand(b, 3)].map((text) => Number(text.replaceAll('−', '-')));
          expect(Math.abs(x / y / (a / b) - 1)).toBeLessThan(2e-4);
        },
      ),
    );
  });
});
