// Updates by the app's trainer.
import { memory } from '@tensorflow/tfjs-core';
import { key } from '../../../src/diffusion/random';
import { openBackend } from '../../../src/model/openBackend';
import { initialise } from '../../../src/model/initialise';
import { tiny } from '../../../src/model/networks/tiny';
import { createTrainer } from '../../../src/model/train/createTrainer';
import { beginning } from '../../../src/model/train/sections';
import { answer, draws, measure, schedule } from './updates.mjs';

answer(async ({ backend, batch, ...question }) => {
  const wasm = new URL('probe.wasm', globalThis.location.href).href;
  const { capability } = await openBackend({
    wanted: backend,
    wasmFiles: { plain: wasm, simd: wasm, threaded: wasm },
  });
  if (capability.backend !== backend) throw new Error(capability.notes.join(' '));
  const trainer = await createTrainer(tiny, {
    schedule,
    batch,
    numbers: beginning(tiny, initialise(tiny, key(0))),
    update: 0,
    longestAverage: 0.995,
  });
  const examples = draws(batch);
  const weights = new Float64Array(batch).fill(1);
  const update = (n) =>
    trainer.update([{ draw: examples[n % examples.length], weights, learningRate: 2e-3 }]);
  return measure(update, () => memory().numTensors, question);
});
