// Updates by the app's trainer.
import { memory } from '@tensorflow/tfjs-core';
import { key } from '../../../src/diffusion/random';
import { openBackend } from '../../../src/model/backend';
import { initialise } from '../../../src/model/initialise';
import { tiny } from '../../../src/model/networks/tiny';
import { prepareTraining } from '../../../src/model/train/prepare';
import { beginning } from '../../../src/model/train/sections';
import { Trainer } from '../../../src/model/train/trainer';
import { answer, batches, measure } from './updates.mjs';

answer(async ({ backend, batch, ...question }) => {
  const wasm = new URL('probe.wasm', globalThis.location.href).href;
  const { capability } = await openBackend({ wanted: backend, wasmFiles: { plain: wasm, simd: wasm } });
  if (capability.backend !== backend) throw new Error(capability.notes.join(' '));
  await prepareTraining();
  const trainer = new Trainer(tiny, beginning(tiny, initialise(tiny, key(0))));
  const examples = batches(batch);
  const weights = new Float64Array(batch).fill(1);
  const update = async (n) => {
    const errors = trainer.update(examples[n % examples.length], weights, 2e-3);
    await errors.data();
    errors.dispose();
  };
  return measure(update, () => memory().numTensors, question);
});
