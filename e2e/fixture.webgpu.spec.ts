import { readFile } from 'node:fs/promises';
import type { PredictResult, ResultOf } from '../src/engine/protocol/jobs';
import type { FromWorker, ToWorker } from '../src/engine/protocol/messages';
import { lookup } from '../src/model/lookup';
import manifest from '../src/model/networks/shipped.weights.json' with { type: 'json' };
import { readSafetensors } from '../src/model/safetensors';
import { expect, test } from './support/test';

// The shipped network on WebGPU against its outputs in PyTorch, where it was trained, with no view between them.

const TOLERANCE = 1e-4;
/** Timesteps from the first to the last, with a class and with none (10). */
const ROWS = [0, 2, 4, 6, 9, 11];

interface Question {
  readonly xt: number[];
  readonly t: number;
  readonly label: number;
}

/** Runs in the page: a second worker of the app, told to use WebGPU, answers the questions one by one. */
async function ask([script, questions]: readonly [string, readonly Question[]]) {
  const worker = new Worker(script, { type: 'module' });
  const run = (message: ToWorker) =>
    new Promise<unknown>((resolve, reject) => {
      worker.onerror = ({ message }) => reject(new Error(message));
      worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
        if (data.kind === 'done') resolve(data.result);
        if (data.kind === 'failed') reject(new Error(data.error.message));
      };
      worker.postMessage(message);
    });
  const { capability } = (await run({
    kind: 'start',
    id: 0,
    job: 'prepare',
    request: { backend: 'webgpu', baseUrl: document.baseURI },
  })) as ResultOf<'prepare'>;
  const answers: number[][] = [];
  for (const [i, { xt, t, label }] of questions.entries()) {
    const { epsilonHat } = (await run({
      kind: 'start',
      id: i + 1,
      job: 'predict',
      request: {
        network: 'shipped',
        xt: Float32Array.from(xt),
        t,
        label,
        schedule: { name: 'linear', T: 1000 },
      },
    })) as PredictResult;
    answers.push([...epsilonHat]);
  }
  worker.terminate();
  return { backend: capability.backend, answers };
}

test('the network on WebGPU gives the outputs it had in PyTorch, to 1e-4', async ({ page }) => {
  const fixture = readSafetensors(
    new Uint8Array(await readFile('src/model/fixtures/shipped.safetensors')).buffer,
  );
  expect(fixture.metadata.weights_sha256).toBe(manifest.sha256);
  const data = (name: string) => Array.from(lookup(fixture.tensors, name).data);
  const picture = (name: string, row: number) => data(name).slice(784 * row, 784 * (row + 1));
  const questions = ROWS.map((row) => ({
    xt: picture('xt', row),
    t: data('t')[row],
    label: data('label')[row],
  }));

  const started = page.waitForEvent('worker');
  await page.goto('?backend=wasm'); // so that nothing else uses the adapter
  const { backend, answers } = await page.evaluate(ask, [(await started).url(), questions] as const);

  expect(backend).toBe('webgpu');
  expect(answers).toHaveLength(ROWS.length);
  for (const [i, row] of ROWS.entries()) {
    const expected = picture('epsilon', row);
    expect(answers[i]).toHaveLength(expected.length);
    const worst = Math.max(...expected.map((value, k) => Math.abs(value - answers[i][k])));
    expect(worst, `t = ${questions[i].t}, label = ${questions[i].label}`).toBeLessThanOrEqual(TOLERANCE);
  }
});
