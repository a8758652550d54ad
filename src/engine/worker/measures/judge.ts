import { concat, dispose, reshape, tensor4d, tidy, type Tensor4D } from '@tensorflow/tfjs-core';
import { digitSet } from '../../../data/trainingDigits';
import { PIXELS, SIDE } from '../../../data/pack';
import { EVERY_CLASS } from '../../../diffusion/exact';
import { kernelDistance } from '../../../diffusion/numbers/kernelDistance';
import { fromBytes, joinPictures } from '../../../diffusion/pictures/pixels';
import { startTfjs } from '../../../model/backends/onCpu';
import { createClassifier, FEATURES, GRAIN, type Classifier } from '../../../model/classifier';
import manifest from '../../../model/networks/classifier.weights.json';
import { checkDigest, downloadWeights } from '../../../model/weights';
import type { JudgeEvent, JudgeRequest, JudgeResult } from '../../protocol/judge';
import { demand, isWhole } from '../requests/demand';
import { fetchPacks, TEST_DIGITS, type PackCache } from '../training/digits';
import { nextMacrotask, orAbort } from '../loop/eventLoop';
import { pictureAt } from '../loop/flatPictures';
import { readTensors } from '../loop/readTensors';

/** Pictures judged at once; few, so that a cancel does not wait. */
const BATCH = 8;
const CLASSES = 10;
const MAX_PICTURES = 10_000;
/** Numbers that the classifier gives for one picture. */
const WIDTH = FEATURES + GRAIN + CLASSES;

interface Verdicts {
  readonly guesses: Uint8Array;
  /** [N, FEATURES] flat. */
  readonly features: Float32Array;
  /** [N, GRAIN] flat. */
  readonly grain: Float32Array;
}

interface LabelledFeatures extends Omit<Verdicts, 'guesses'> {
  readonly labels: ArrayLike<number>;
}

/**
 * The job that judges pictures. It keeps the classifier's file and the features of the test digits.
 * @param cache packs that were downloaded; it is added to
 */
export function createJudge(
  cache: PackCache,
): (request: JudgeRequest, signal: AbortSignal) => AsyncGenerator<JudgeEvent, JudgeResult, void> {
  let file: ArrayBuffer | undefined;
  /** Features of the first test digits, by their number. */
  const references = new Map<number, LabelledFeatures>();

  return async function* judge({ pictures, labels, reference, baseUrl }, signal) {
    const count = pictures.length / PIXELS;
    demand(isWhole(count, 1, MAX_PICTURES), `pictures are 1 to ${MAX_PICTURES} of 28 x 28 numbers`);
    demand(pictures.every(Number.isFinite), 'pictures have finite numbers');
    demand(labels.length === count, 'labels has one entry a picture');
    demand(
      isWhole(reference, 0, TEST_DIGITS) && reference !== 1,
      `reference is 0, or a whole number from 2 to ${TEST_DIGITS}`,
    );
    if (!file) {
      const downloaded = yield* downloadWeights(manifest, baseUrl, signal);
      checkDigest(manifest, downloaded);
      file = downloaded;
    }
    const packs = reference === 0 ? [] : yield* fetchPacks('test', TEST_DIGITS, baseUrl, cache, signal);
    await orAbort(startTfjs(), signal);
    const classifier = createClassifier(file);
    try {
      const newReferences = references.has(reference) ? 0 : reference;
      const total = count + newReferences;
      if (newReferences > 0) {
        const test = digitSet(packs, { first: reference, label: EVERY_CLASS, size: SIDE });
        const verdicts = yield* judgeAll(classifier, fromBytes(test.pixels), 0, total, signal);
        references.set(reference, { ...verdicts, labels: test.labels });
      }
      const verdicts = yield* judgeAll(classifier, pictures, newReferences, total, signal);
      const generated = { ...verdicts, labels };
      const { guesses } = verdicts;
      const real = references.get(reference);
      if (!real) return { guesses, kernelDistance: NaN, grainDistance: NaN };
      return {
        guesses,
        kernelDistance: meanDistance(generated, real, FEATURES, ({ features }) => features),
        grainDistance: meanDistance(generated, real, GRAIN, ({ grain }) => standardised(grain, real.grain)),
      };
    } finally {
      classifier.dispose();
    }
  };
}

/** The rows of one class, [n, width] flat. */
function rowsOfClass(
  label: number,
  labels: ArrayLike<number>,
  values: Float32Array,
  width: number,
): Float32Array {
  return joinPictures(
    Array.from(labels).flatMap((each, row) => (each === label ? [pictureAt(values, row, width)] : [])),
  );
}

/** The mean kernel distance over the classes with at least two pictures in both sets. */
function meanDistance(
  a: LabelledFeatures,
  b: LabelledFeatures,
  width: number,
  pick: (set: LabelledFeatures) => Float32Array,
): number {
  const [x, y] = [pick(a), pick(b)];
  const distances: number[] = [];
  for (let label = 0; label < CLASSES; label++) {
    const rowsOfA = rowsOfClass(label, a.labels, x, width);
    const rowsOfB = rowsOfClass(label, b.labels, y, width);
    if (Math.min(rowsOfA.length, rowsOfB.length) >= 2 * width)
      distances.push(kernelDistance(rowsOfA, rowsOfB, width));
  }
  return distances.reduce((sum, distance) => sum + distance, 0) / distances.length;
}

/** Statistics [N, GRAIN] in standard deviations from the mean of a reference. */
function standardised(values: Float32Array, reference: Float32Array): Float32Array {
  const count = reference.length / GRAIN;
  const [mean, variance] = [new Float64Array(GRAIN), new Float64Array(GRAIN)];
  reference.forEach((value, i) => (mean[i % GRAIN] += value / count));
  reference.forEach((value, i) => (variance[i % GRAIN] += (value - mean[i % GRAIN]) ** 2 / count));
  // A statistic that is the same for all reference pictures becomes 0.
  return values.map((value, i) => (value - mean[i % GRAIN]) / (Math.sqrt(variance[i % GRAIN]) || Infinity));
}

/** Judges pictures batch by batch. @param before pictures of the job that were judged earlier */
async function* judgeAll(
  classifier: Classifier,
  pictures: Float32Array,
  before: number,
  total: number,
  signal: AbortSignal,
): AsyncGenerator<JudgeEvent, Verdicts, void> {
  const count = pictures.length / PIXELS;
  const guesses = new Uint8Array(count);
  const features = new Float32Array(count * FEATURES);
  const grain = new Float32Array(count * GRAIN);
  for (let first = 0; first < count; first += BATCH) {
    await nextMacrotask(signal);
    const n = Math.min(BATCH, count - first);
    const outputs = tidy((): Tensor4D => {
      const x = tensor4d(pictures.slice(first * PIXELS, (first + n) * PIXELS), [n, SIDE, SIDE, 1]);
      const output = classifier.classify(x);
      return reshape(concat([output.features, output.grain, output.logits], 1), [n, 1, 1, WIDTH]);
    });
    try {
      const values = await readTensors([outputs], signal);
      for (let i = 0; i < n; i++) {
        const row = pictureAt(values, i, WIDTH);
        features.set(row.subarray(0, FEATURES), (first + i) * FEATURES);
        grain.set(row.subarray(FEATURES, FEATURES + GRAIN), (first + i) * GRAIN);
        const logits = row.subarray(FEATURES + GRAIN);
        guesses[first + i] = logits.indexOf(Math.max(...logits));
      }
    } finally {
      dispose(outputs);
    }
    yield { kind: 'progress', judged: before + first + n, total };
  }
  return { guesses, features, grain };
}
