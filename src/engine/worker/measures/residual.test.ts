import { expect, it } from 'vitest';
import { Residual } from './residual';

it('averages the residuals of all draws, signed, squared, and over the pixels', () => {
  const residual = new Residual(4, new Float32Array(2), 7);
  residual.add(Float32Array.of(1, 2), Float32Array.of(0, 0));
  residual.add(Float32Array.of(0, 0), Float32Array.of(3, 0));
  expect(residual).toMatchObject({ picture: 4, label: 7 });
  expect([...residual.signed]).toEqual([-1, 1]);
  expect([...residual.squared]).toEqual([5, 2]);
  expect(residual.mean).toBe(3.5);
});
