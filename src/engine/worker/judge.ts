import { concat, dispose, reshape, tensor4d, tidy, type Tensor4D } from '@tensorflow/tfjs-core';
import { digitSet } from '../../data/trainingDigits';
import { PIXELS, SIDE } from '../../data/pack';
import { EVERY_CLASS } from '../../diffusion/exact';
import { kernelDistance } from '../../diffusion/kernelDistance';
import { fromBytes } from '../../diffusion/pixels';
import { createClassifier, FEATURES, GRAIN, type Classifier } from '../../model/classifier';
import manifest from '../../model/networks/classifier.weights.json';
import { checkDigest, downloadWeights } from '../../model/weights';
import type { JudgeEvent, JudgeRequest, JudgeResult } from '../protocol/judge';
import { demand, isWhole } from './demand';
import { packsOf, type PackCache } from './digits';
import { hop } from './hop';
import { read } from './read';

/** Pictures that are judged at once: a cancel must not wait. */
const BATCH = 8;
const CLASSES = 10;
const MOST = 10_000;
/** Numbers that are read of a picture. */
const WIDTH = FEATURES + GRAIN + CLASSES;

interface Judged {
  readonly guesses: Uint8Array;
  /** [N, 128] flat. */
  readonly features: Float32Array;
  /** [N, 96] flat. */
  readonly grain: Float32Array;
}

interface Labelled extends Omit<Judged, 'guesses'> {
  readonly labels: ArrayLike<number>;
}

/**
 * The job that judges pictures. What has been downloaded or computed once for that is kept: the classifier's file, and the
 * test digits' features.
 * @param cache packs that are here already; it is added to
 */
export function createJudge(
  cache: PackCache,
): (request: JudgeRequest, signal: AbortSignal) => AsyncGenerator<JudgeEvent, JudgeResult, void> {
  let file: ArrayBuffer | undefined;
  const known = new Map<number, Labelled>();

  return async function* judge({ pictures, labels, reference, baseUrl }, signal) {
    const count = pictures.length / PIXELS;
    demand(isWhole(count, 1, MOST), `pictures are 1 to ${MOST} of 28 x 28 numbers`);
    demand(pictures.every(Number.isFinite), 'pictures have finite numbers');
    demand(labels.length === count, 'labels has one entry a picture');
    demand(
      isWhole(reference, 0, MOST) && reference !== 1,
      `reference is 0, or a whole number from 2 to ${MOST}`,
    );
    if (!file) {
      const downloaded = yield* downloadWeights(manifest, baseUrl, signal);
      checkDigest(manifest, downloaded);
      file = downloaded;
    }
    const packs = reference === 0 ? [] : yield* packsOf('test', MOST, baseUrl, cache, signal);
    const classifier = createClassifier(file);
    try {
      const unknown = known.has(reference) ? 0 : reference; // none where nothing is compared
      const total = count + unknown;
      if (unknown > 0) {
        const test = digitSet(packs, { first: reference, label: EVERY_CLASS, size: SIDE });
        const found = yield* judgeAll(classifier, fromBytes(test.pixels), 0, total, signal);
        known.set(reference, { ...found, labels: test.labels });
      }
      const found = yield* judgeAll(classifier, pictures, unknown, total, signal);
      const own = { ...found, labels };
      const real = known.get(reference);
      if (!real) return { guesses: found.guesses, kernelDistance: NaN, grainDistance: NaN };
      return {
        guesses: found.guesses,
        kernelDistance: meanDistance(own, real, FEATURES, ({ features }) => features),
        grainDistance: meanDistance(own, real, GRAIN, ({ grain }) => standardised(grain, real.grain)),
      };
    } finally {
      classifier.dispose();
    }
  };
}

/** The rows of one class, [n, width] flat. */
function ofClass(
  label: number,
  labels: ArrayLike<number>,
  values: Float32Array,
  width: number,
): Float32Array {
  const rows = Array.from(labels).flatMap((own, i) => (own === label ? [i] : []));
  const out = new Float32Array(rows.length * width);
  rows.forEach((row, i) => out.set(values.subarray(row * width, (row + 1) * width), i * width));
  return out;
}

/** The mean kernel distance of the classes of which both sets have two pictures at least. */
function meanDistance(
  a: Labelled,
  b: Labelled,
  width: number,
  pick: (set: Labelled) => Float32Array,
): number {
  const [x, y] = [pick(a), pick(b)];
  const distances: number[] = [];
  for (let label = 0; label < CLASSES; label++) {
    const [own, other] = [ofClass(label, a.labels, x, width), ofClass(label, b.labels, y, width)];
    if (Math.min(own.length, other.length) >= 2 * width) distances.push(kernelDistance(own, other, width));
  }
  return distances.reduce((sum, distance) => sum + distance, 0) / distances.length;
}

/** Statistics [N, 96] in standard deviations from the mean of others. */
function standardised(values: Float32Array, others: Float32Array): Float32Array {
  const count = others.length / GRAIN;
  const [level, squares] = [new Float64Array(GRAIN), new Float64Array(GRAIN)];
  others.forEach((value, i) => (level[i % GRAIN] += value / count));
  others.forEach((value, i) => (squares[i % GRAIN] += (value - level[i % GRAIN]) ** 2 / count));
  // A map that is the same everywhere says nothing.
  return values.map((value, i) => (value - level[i % GRAIN]) / (Math.sqrt(squares[i % GRAIN]) || Infinity));
}

/** Judges pictures batch by batch; between them the event loop runs. */
async function* judgeAll(
  classifier: Classifier,
  pictures: Float32Array,
  before: number,
  total: number,
  signal: AbortSignal,
): AsyncGenerator<JudgeEvent, Judged, void> {
  const count = pictures.length / PIXELS;
  const guesses = new Uint8Array(count);
  const features = new Float32Array(count * FEATURES);
  const grain = new Float32Array(count * GRAIN);
  for (let first = 0; first < count; first += BATCH) {
    await hop();
    signal.throwIfAborted();
    const n = Math.min(BATCH, count - first);
    const answers = tidy((): Tensor4D => {
      const x = tensor4d(pictures.slice(first * PIXELS, (first + n) * PIXELS), [n, SIDE, SIDE, 1]);
      const found = classifier.classify(x);
      return reshape(concat([found.features, found.grain, found.logits], 1), [n, 1, 1, WIDTH]);
    });
    try {
      const values = await read([answers], signal);
      for (let i = 0; i < n; i++) {
        const row = values.subarray(i * WIDTH, (i + 1) * WIDTH);
        features.set(row.subarray(0, FEATURES), (first + i) * FEATURES);
        grain.set(row.subarray(FEATURES, FEATURES + GRAIN), (first + i) * GRAIN);
        const logits = row.subarray(FEATURES + GRAIN);
        guesses[first + i] = logits.indexOf(Math.max(...logits));
      }
    } finally {
      dispose(answers);
    }
    yield { kind: 'progress', judged: before + first + n, total };
  }
  return { guesses, features, grain };
}
