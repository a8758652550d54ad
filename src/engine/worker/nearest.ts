import { averaged } from '../../data/averaged';
import { nearest, searchSet, type Neighbour, type SearchSet } from '../../data/nearest';
import { digitsOfClass, PIXELS, type Pack } from '../../data/pack';
import { fromBytes } from '../../diffusion/pixels';
import type { NearDigit, NearestEvent, NearestRequest, NearestResult } from '../protocol/nearest';
import { demand, isWhole } from './demand';
import { fetchPacks, type PackCache } from './digits';
import { nextMacrotask } from './eventLoop';

/** Training digits that are shown. */
const SHOWN = 5;
const TEST_DIGITS = 10_000;
const MOST_UNSEEN = 1000;
const TELL_MS = 200;

interface Part extends SearchSet {
  readonly labels: Uint8Array;
}

/**
 * Finds the training digits nearest to a picture by exact search, then does the same for test digits of the class, one by one:
 * is the picture nearer to the training set than a real digit that nobody has trained on?
 * @param cache packs that are here already; it is added to
 * @throws EngineFailure 'bad-request', or if the digits cannot be had; the signal's reason once that is aborted
 */
export async function* nearestDigits(
  { picture, label, digits, unseen, baseUrl }: NearestRequest,
  cache: PackCache,
  signal: AbortSignal,
): AsyncGenerator<NearestEvent, NearestResult, void> {
  const size = picture.length;
  demand(size === PIXELS || size === PIXELS / 4, 'picture has 28 x 28 or 14 x 14 numbers');
  demand(picture.every(Number.isFinite), 'picture has finite numbers');
  demand(isWhole(label, 0, 10), 'label is a class from 0 to 9, or 10');
  demand(isWhole(digits, 1, 60_000), 'digits is a whole number from 1 to 60,000');
  demand(isWhole(unseen, 0, MOST_UNSEEN), `unseen is a whole number from 0 to ${MOST_UNSEEN}`);
  const training = (yield* fetchPacks('train', digits, baseUrl, cache, signal)).map((pack) =>
    sized(pack, size),
  );
  const [test] = (yield* fetchPacks('test', TEST_DIGITS, baseUrl, cache, signal)).map((pack) =>
    sized(pack, size),
  );
  const started = performance.now();
  const found = (await search(picture, training, SHOWN, signal)).map((each) =>
    described(each, training, size),
  );
  const asked = label < 10 ? label : found[0].label;
  const compared = digitsOfClass(test, asked).slice(0, unseen);
  yield { kind: 'nearest', digits: found, label: asked, total: compared.length };
  let distances: number[] = [];
  let told = performance.now();
  for (const i of compared) {
    const digit = fromBytes(test.pixels.subarray(i * size, (i + 1) * size));
    distances.push((await search(digit, training, 1, signal))[0].distance);
    if (performance.now() - told < TELL_MS) continue;
    yield { kind: 'unseen', distances: Float32Array.from(distances) };
    distances = [];
    told = performance.now();
  }
  if (distances.length > 0) yield { kind: 'unseen', distances: Float32Array.from(distances) };
  return { seconds: (performance.now() - started) / 1000 };
}

const parts = new WeakMap<Pack, Map<number, Part>>();

/** A pack in the size that is searched in, prepared once. */
function sized(pack: Pack, size: number): Part {
  const known = parts.get(pack)?.get(size);
  if (known) return known;
  const pixels = size === PIXELS ? pack.pixels : averaged(pack.pixels);
  const part = { ...searchSet(pixels, Math.sqrt(size), pack.info.first), labels: pack.labels };
  parts.set(pack, (parts.get(pack) ?? new Map<number, Part>()).set(size, part));
  return part;
}

/** The k nearest of all parts. Between them the event loop runs. */
async function search(
  picture: Float32Array,
  sets: readonly SearchSet[],
  k: number,
  signal: AbortSignal,
): Promise<Neighbour[]> {
  let found: Neighbour[] = [];
  for (const set of sets) {
    await nextMacrotask();
    signal.throwIfAborted();
    found = nearest(picture, set, k, found);
  }
  return found;
}

function described({ index, distance }: Neighbour, all: readonly Part[], size: number): NearDigit {
  const { first, labels, pixels } = all.findLast((part) => part.first <= index) ?? all[0];
  const at = index - first;
  return {
    index,
    distance,
    label: labels[at],
    pixels: fromBytes(pixels.subarray(at * size, (at + 1) * size)),
  };
}
