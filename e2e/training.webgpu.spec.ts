import { expect, test } from './support/test';
import { expectUpdates, openTraining, trainButton } from './support/training';
import { probe } from './support/probe';
import type { Answer, Question } from './support/probes/training';

// The plan that trains, by itself, against tfjs on WebAssembly. What an update costs is in trainingPlan/lower.test.ts.

/** Prepended to the worker's script: the shader of the optimiser is refused. */
const WITHOUT_ADAM = `{
  const { createShaderModule } = GPUDevice.prototype;
  GPUDevice.prototype.createShaderModule = function (descriptor) {
    if (descriptor.code.includes('sqrt(v) * step.correction')) throw new Error('no optimiser');
    return createShaderModule.call(this, descriptor);
  };
}`;

/**
 * How far the states may be apart. Before a batch normalisation a bias has a gradient of 0, and what rounding leaves of it Adam makes
 * steps of.
 */
const mostApart = { tiny: 1e-4, miniature: 1e-3, seed: 1e-4, plane: 1e-4 };

const QUESTIONS = [
  { network: 'tiny', batch: 4, updates: 20, resumes: false },
  { network: 'miniature', batch: 3, updates: 3, resumes: true },
  { network: 'seed', batch: 1, updates: 2, resumes: false },
  { network: 'plane', batch: 40, updates: 10, resumes: true },
] as const satisfies Question[];

test('updates of tiny, miniature, seed and plane on WebGPU are those on WebAssembly, and leave nothing behind', async ({
  page,
}) => {
  const answers = await probe<Answer[]>(page, 'training', QUESTIONS);
  for (const [i, { network, updates, batch, resumes }] of QUESTIONS.entries())
    await test.step(`${updates} updates of ${network}`, () => {
      const answer = answers[i];
      expect(answer.gradients).toBeLessThanOrEqual(1e-4);
      expect(answer.worst[1], answer.worst[0]).toBeLessThanOrEqual(1e-4);
      expect(answer.states).toBeLessThan(mostApart[network]);
      expect(answer.curve).toHaveLength(updates * batch);
      expect(answer.measured).toHaveLength(batch + 1);
      for (const ratio of [...answer.curve, ...answer.measured])
        expect(Math.abs(ratio - 1)).toBeLessThan(1e-3);
      expect(answer.resumed).toBe(resumes ? 0 : undefined);
      expect(answer.live.error).toBeLessThanOrEqual(1e-5);
      expect(answer.live.bound).toBe(true);
      const { aSubmit, dispatches, ...made } = answer.submit;
      expect(dispatches).toBe(aSubmit * answer.dispatches);
      expect(made).toEqual({ buffers: 0, bindGroups: 0, writes: 2, maps: 1, submits: 1, destroyed: 0 });
      expect(answer.left).toBe(0);
    });
});

test('a device whose optimiser does not compile: the page trains on WebAssembly, and says why', async ({
  page,
}) => {
  await page.route('**/main.worker-*.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: WITHOUT_ADAM + (await response.text()) });
  });
  // What samples stays on WebAssembly: its shaders would be compiled at the same time.
  await openTraining(page, 'view=train&backend=wasm&batch=1&digits=1000&updates=20');
  await page.evaluate(() => history.replaceState(null, '', location.search.replace('wasm', 'webgpu')));
  await trainButton(page, 'Train').last().click();
  const moved = page.getByText(
    /^The training continues on WebAssembly .*WebGPU does not train tiny: no optimiser\./,
  );
  await expect(moved).toBeVisible({ timeout: 200_000 });
  await expectUpdates(page, 1, 60_000);
});
