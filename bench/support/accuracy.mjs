// A classifier's verdict on pictures, on the current backend.
import { tensor4d, tidy } from '@tensorflow/tfjs-core';
import { createClassifier } from '../../src/model/classifier.ts';

/** Pictures judged at once. */
const BATCH = 250;

/**
 * The share of pictures that a classifier reads as the class asked for.
 * @param {ArrayBuffer} classifier its safetensors file
 * @param {Float32Array} pictures [N, side, side] flat, in [-1, 1]
 * @param {ArrayLike<number>} labels [N], 0..9
 * @param {number} side
 * @returns {Promise<number>}
 */
export async function accuracyOf(classifier, pictures, labels, side) {
  const { classify, dispose } = createClassifier(classifier);
  let correct = 0;
  for (let first = 0; first < labels.length; first += BATCH) {
    const count = Math.min(BATCH, labels.length - first);
    const part = pictures.slice(first * side ** 2, (first + count) * side ** 2);
    const logits = tidy(() => classify(tensor4d(part, [count, side, side, 1])).logits);
    const scores = await logits.data();
    logits.dispose();
    for (let i = 0; i < count; i++) {
      const row = scores.slice(10 * i, 10 * i + 10);
      correct += Number(row.indexOf(Math.max(...row)) === labels[first + i]);
    }
  }
  dispose();
  return correct / labels.length;
}
