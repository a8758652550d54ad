import { expect, test } from './support/test';
import { probe } from './support/probe';
import type { Answer, Question } from './support/probes/training';

// The plan that trains, by itself, against tfjs on WebAssembly. What an update costs is in trainingPlan/lower.test.ts.

/**
 * How far the states may be apart. Before a batch normalisation a bias has a gradient of 0, and what rounding leaves of it Adam makes
 * steps of.
 */
const mostApart = { tiny: 1e-4, miniature: 1e-3, seed: 1e-4 };

for (const question of [
  { network: 'tiny', batch: 4, updates: 20, byTensors: true },
  { network: 'miniature', batch: 3, updates: 3 },
  { network: 'seed', batch: 2, updates: 3 },
] as const satisfies Question[]) {
  const { network, updates, batch } = question;
  test(`${updates} updates of ${network} on WebGPU are those on WebAssembly, and leave nothing behind`, async ({
    page,
  }) => {
    const answer = await probe<Answer>(page, 'training', question);
    expect(answer.gradients).toBeLessThanOrEqual(1e-4);
    expect(answer.worst[1], answer.worst[0]).toBeLessThanOrEqual(1e-4);
    expect(answer.states).toBeLessThan(mostApart[network]);
    expect(answer.curve).toHaveLength(updates * batch);
    expect(answer.measured).toHaveLength(batch + 1);
    for (const ratio of [...answer.curve, ...answer.measured]) expect(Math.abs(ratio - 1)).toBeLessThan(1e-3);
    expect(answer.resumed).toBe(0);
    expect(answer.live.error).toBeLessThanOrEqual(1e-5);
    expect(answer.live.bound).toBe(true);
    const { aSubmit, dispatches, ...made } = answer.submit;
    expect(dispatches).toBe(aSubmit * answer.dispatches);
    expect(made).toEqual({ buffers: 0, bindGroups: 0, writes: 2, maps: 1, submits: 1, destroyed: 0 });
    expect(answer.left).toBe(0);
    if ('byTensors' in question) {
      expect(answer.byTensors?.states).toBeLessThan(1e-4);
      expect(answer.byTensors?.notes).toEqual([
        expect.stringMatching(/is trained by tfjs's operations/),
        undefined,
      ]);
    }
  });
}
