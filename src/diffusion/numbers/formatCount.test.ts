import { describe, expect, it } from 'vitest';
import { formatCount } from './formatCount';

describe('formatCount', () => {
  it.each([0, 7, 999, 1000, 60_000, 939_297, 1_234_567, -1000, -999, 0.0001, 12_345.678, 2 ** 32])(
    'writes %s as the browser does',
    (value) => {
      expect(formatCount(value)).toBe(value.toLocaleString('en', { maximumFractionDigits: 20 }));
    },
  );
});
