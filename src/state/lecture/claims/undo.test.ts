import { expect, it } from 'vitest';
import { linear } from '../../../engine/worker/sampling/shippedOnCpu.test-helper';
import { countParameters } from '../../../model/network';
import { shipped } from '../../../model/networks/shipped';

it('the weights at t = 320 add up in squares, and at t = 1000 the digit has 0.006', () => {
  expect(Math.sqrt(linear.alphaBar[320])).toBeCloseTo(0.591, 3);
  expect(Math.sqrt(linear.oneMinusAlphaBar[320])).toBeCloseTo(0.806, 3);
  expect(Math.sqrt(linear.alphaBar[1000])).toBeCloseTo(0.006, 3);
  expect(countParameters(shipped)).toBe(938_593);
});
