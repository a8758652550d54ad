import { concat, dispose, reshape, tensor4d, tidy, type Tensor4D } from '@tensorflow/tfjs-core';
import { digitSet, EVERY_CLASS } from '../../data/trainingDigits';
import { PIXELS, SIDE } from '../../data/pack';
import { kernelDistance } from '../../diffusion/kernelDistance';
import { fromBytes } from '../../diffusion/pixels';
import { createClassifier, FEATURES, type Classifier } from '../../model/classifier';
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

interface Judged {
  readonly guesses: Uint8Array;
  /** [N, 128] flat. */
  readonly features: Float32Array;
}

interface Labelled {
  /** [N, 128] flat. */
  readonly features: Float32Array;
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
    demand(isWhole(count, 2, MOST), `pictures are 2 to ${MOST} of 28 x 28 numbers`);
    demand(pictures.every(Number.isFinite), 'pictures have finite numbers');
    demand(labels.length === count, 'labels has one entry a picture');
    demand(isWhole(reference, 2, MOST), `reference is a whole number from 2 to ${MOST}`);
    if (!file) {
      const downloaded = yield* downloadWeights(manifest, baseUrl, signal);
      checkDigest(manifest, downloaded);
      file = downloaded;
    }
    const packs = yield* packsOf('test', MOST, baseUrl, cache, signal);
    const classifier = createClassifier(file);
    try {
      const unknown = known.has(reference) ? 0 : reference;
      const total = count + unknown;
      if (unknown > 0) {
        const test = digitSet(packs, { first: reference, label: EVERY_CLASS, size: SIDE });
        const { features } = yield* judgeAll(classifier, fromBytes(test.pixels), 0, total, signal);
        known.set(reference, { features, labels: test.labels });
      }
      const { guesses, features } = yield* judgeAll(classifier, pictures, unknown, total, signal);
      const real = known.get(reference);
      return { guesses, kernelDistance: real ? meanDistance({ features, labels }, real) : NaN };
    } finally {
      classifier.dispose();
    }
  };
}

/** The features of one class, [n, 128] flat. */
function ofClass({ features, labels }: Labelled, label: number): Float32Array {
  const rows = Array.from(labels).flatMap((own, i) => (own === label ? [i] : []));
  const out = new Float32Array(rows.length * FEATURES);
  rows.forEach((row, i) => out.set(features.subarray(row * FEATURES, (row + 1) * FEATURES), i * FEATURES));
  return out;
}

/** The mean kernel distance of the classes of which both sets have two pictures at least. */
function meanDistance(a: Labelled, b: Labelled): number {
  const distances: number[] = [];
  for (let label = 0; label < CLASSES; label++) {
    const [own, other] = [ofClass(a, label), ofClass(b, label)];
    if (Math.min(own.length, other.length) >= 2 * FEATURES)
      distances.push(kernelDistance(own, other, FEATURES));
  }
  return distances.reduce((sum, distance) => sum + distance, 0) / distances.length;
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
  for (let first = 0; first < count; first += BATCH) {
    await hop();
    signal.throwIfAborted();
    const n = Math.min(BATCH, count - first);
    const answers = tidy((): Tensor4D => {
      const x = tensor4d(pictures.slice(first * PIXELS, (first + n) * PIXELS), [n, SIDE, SIDE, 1]);
      const found = classifier.classify(x);
      return reshape(concat([found.features, found.logits], 1), [n, 1, 1, FEATURES + CLASSES]);
    });
    try {
      const values = await read([answers], signal);
      for (let i = 0; i < n; i++) {
        const row = values.subarray(i * (FEATURES + CLASSES), (i + 1) * (FEATURES + CLASSES));
        features.set(row.subarray(0, FEATURES), (first + i) * FEATURES);
        const logits = row.subarray(FEATURES);
        guesses[first + i] = logits.indexOf(Math.max(...logits));
      }
    } finally {
      dispose(answers);
    }
    yield { kind: 'progress', judged: before + first + n, total };
  }
  return { guesses, features };
}
