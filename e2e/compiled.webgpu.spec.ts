import { expect, test } from './support/test';
import { probe } from './support/probe';
import type { Answer } from './support/probes/compiled';

test('the network as a plan on the GPU: its outputs, its noise, and what a step costs', async ({ page }) => {
  const seen = await probe<Answer>(page, 'compiled', {});
  for (const [name, error] of Object.entries(seen.errors)) expect(error, name).toBeLessThanOrEqual(1e-5);
  expect(Object.keys(seen.errors)).toHaveLength(4);
  expect(seen.otherNoise).toBe(0);
  expect(seen.same).toBe(true);
  expect(seen.pipelines).toBeLessThanOrEqual(30);
  expect(seen.refused).toMatch(/^it computes wrong numbers/);
  expect(seen.disposed.said).toMatch(/CopyDst/);
  expect(seen.disposed.left).toBe(0);
  const { dispatches, submits, ...made } = seen.steps;
  expect(dispatches / 20).toBeLessThanOrEqual(28);
  expect(submits).toBe(2);
  expect(made).toEqual({ buffers: 0, bindGroups: 0, writes: 0, maps: 0, destroyed: 0 });
});
