import { expect, test } from './support/test';
import { probe } from './support/probe';
import type { Answer } from './support/probes/compiled';

test('the network as a plan on the GPU: its outputs, its noise, and what a step costs', async ({ page }) => {
  const answer = await probe<Answer>(page, 'compiled', {});
  for (const [name, error] of Object.entries(answer.errors)) expect(error, name).toBeLessThanOrEqual(1e-5);
  expect(Object.keys(answer.errors)).toHaveLength(9);
  const [offPoints, farthest] = answer.points;
  expect(offPoints).toBeLessThanOrEqual(1e-5);
  expect(farthest).toBeGreaterThan(1.5);
  expect(answer.otherNoise).toBe(0);
  expect(answer.same).toBe(true);
  expect(answer.pipelines).toBeLessThanOrEqual(30);
  expect(answer.refused).toMatch(/^it computes wrong numbers/);
  expect(answer.disposed.message).toMatch(/CopyDst/);
  expect(answer.disposed.left).toBe(0);
  const { dispatches, submits, ...made } = answer.steps;
  expect(dispatches / 6).toBeLessThanOrEqual(28);
  expect(submits).toBe(2);
  expect(made).toEqual({ buffers: 0, bindGroups: 0, writes: 0, maps: 0, destroyed: 0 });
});
