// Share of generated digits of 14 x 14 that a classifier reads as the class asked for: tsx accuracy14.mjs FILE
import { readFile } from 'node:fs/promises';
import { tensor4d, tidy } from '@tensorflow/tfjs-core';
import { openBackend } from '../../../src/model/backend.ts';
import { createClassifier } from '../../../src/model/classifier.ts';

const CLASSIFIER = 'tools/pretrain/classifier14.safetensors';
const SIDE = 14;

/** A buffer with only the bytes of a file: Node's buffers may be parts of larger ones. */
const bytesOf = async (file) => new Uint8Array(await readFile(file)).buffer;

const file = process.argv[2];
const pictures = new Float32Array(await bytesOf(file));
const labels = new Uint8Array(await bytesOf(`${file}.labels`));
await openBackend({ wanted: 'wasm' });
const { classify } = createClassifier(await bytesOf(CLASSIFIER));
const scores = await tidy(() => classify(tensor4d(pictures, [labels.length, SIDE, SIDE, 1])).logits).data();
const readAs = (i) => {
  const row = scores.slice(10 * i, 10 * i + 10);
  return row.indexOf(Math.max(...row));
};
const correct = labels.filter((label, i) => label === readAs(i)).length;
process.stdout.write(`${correct / labels.length}\n`);
