import { readFile } from 'node:fs/promises';
import type { PredictResult } from '../../src/engine/protocol/jobs';
import type { FromWorker, ToWorker } from '../../src/engine/protocol/messages';
import { lookup } from '../../src/model/lookup';
import manifest from '../../src/model/networks/shipped.weights.json' with { type: 'json' };
import { readSafetensors } from '../../src/model/safetensors';
import { expect } from './test';
import type { Worker } from 'playwright/test';

const TOLERANCE = 1e-4;
/** Timesteps from the first to the last, with a class and with none (10). */
const ROWS = [0, 2, 4, 6, 9, 11];

interface Question {
  readonly xt: number[];
  readonly t: number;
  readonly label: number;
}

/** Runs in the worker of the app that samples: it answers the questions one by one. */
async function ask(questions: readonly Question[]): Promise<number[][]> {
  const scope = self as unknown as { postMessage: (message: FromWorker, ...rest: unknown[]) => void };
  const post = scope.postMessage.bind(scope);
  const run = (message: ToWorker) =>
    new Promise<unknown>((resolve, reject) => {
      scope.postMessage = (answer, ...rest) => {
        if (answer.id !== message.id) post(answer, ...rest);
        else if (answer.kind === 'done') resolve(answer.result);
        else if (answer.kind === 'failed') reject(new Error(answer.error.message));
      };
      self.dispatchEvent(new MessageEvent('message', { data: message }));
    });
  const answers: number[][] = [];
  for (const [i, { xt, t, label }] of questions.entries()) {
    const { epsilonHat } = (await run({
      kind: 'start',
      id: -1 - i, // the page counts upwards
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
  scope.postMessage = post;
  return answers;
}

/** Expects of the shipped network, on the backend of the worker that samples, its outputs in PyTorch, where it was trained. */
export async function expectOutputsOfPyTorch(worker: Worker): Promise<void> {
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
  const answers = await worker.evaluate(ask, questions);
  expect(answers).toHaveLength(ROWS.length);
  for (const [i, row] of ROWS.entries()) {
    const expected = picture('epsilon', row);
    expect(answers[i]).toHaveLength(expected.length);
    const worst = Math.max(...expected.map((value, k) => Math.abs(value - answers[i][k])));
    expect(worst, `t = ${questions[i].t}, label = ${questions[i].label}`).toBeLessThanOrEqual(TOLERANCE);
  }
}
