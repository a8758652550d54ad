import { beforeEach, expect, it } from 'vitest';
import { sigmaAt } from '../../../diffusion/plane/wayBack';
import { makeSchedule } from '../../../diffusion/schedule';
import { initialView } from '../../../state/link/codec';
import { view } from '../../../state/link/view';
import { onFlow, onOwnPaths } from './flow';

const linear = makeSchedule('linear', 1000);

beforeEach(() => view.setState({ ...initialView(), page: 'plane', planePart: 'paths' }));

it('leads straight from a point to its noise, or as DDPM does', () => {
  const pairs = { x0: Float32Array.of(2, -1), epsilon: Float32Array.of(0, 1) };
  const out = new Float32Array(2);
  expect([...onOwnPaths(pairs, 250, out)]).toEqual([1.5, -0.5]);
  view.setState({ planePath: 'ddpm' });
  const [signal, noise] = [Math.sqrt(linear.alphaBar[250]), Math.sqrt(linear.oneMinusAlphaBar[250])];
  onOwnPaths(pairs, 250, out);
  expect(out[0]).toBeCloseTo(2 * signal, 5);
  expect(out[1]).toBeCloseTo(noise - signal, 5);
});

it('goes along the steps of the flow, in both coordinates', () => {
  // 50 steps of one point from (0, 0) at s = 1 to (50, 0) at s = 0.
  const paths = Float32Array.from({ length: 102 }, (_, i) => (i % 2 === 0 ? i / 2 : 0));
  const out = new Float32Array(2);
  expect(onFlow(paths, 1000, out)[0]).toBe(0);
  expect(onFlow(paths, 500, out)[0]).toBe(25);
  expect(onFlow(paths, 990, out)[0]).toBeCloseTo(0.5, 5);
  view.setState({ planePath: 'ddpm' });
  const sigma = sigmaAt(linear, 500);
  const scale = Math.sqrt(linear.alphaBar[500]) * (1 + sigma);
  expect(onFlow(paths, 500, out)[0]).toBeCloseTo((scale * 50) / (1 + sigma), 3);
});
