import { averaged } from '../../../data/halfSize';
import { nearest, searchSet, type Neighbour, type SearchSet } from '../../../data/nearest';
import { digitsOfClass, PIXELS, type Pack } from '../../../data/pack';
import { fromBytes } from '../../../diffusion/pictures/pixels';
import type { NearDigit, NearestEvent, NearestRequest, NearestResult } from '../../protocol/nearest';
import { demand, demandWhole, isWhole } from '../requests/demand';
import { fetchPacks, TEST_DIGITS, type PackCache } from '../training/digits';
import { nextMacrotask } from '../loop/eventLoop';
import { pictureAt } from '../loop/flatPictures';

/** How many of the nearest training digits are reported. */
const NEAREST = 5;
const MAX_UNSEEN = 1000;
const REPORT_EVERY_MS = 200;

interface LabelledSet extends SearchSet {
  readonly labels: Uint8Array;
}

/**
 * Finds the training digits nearest to a picture by exact search, then does the same for test digits of its class, one by one: is the
 * picture nearer to the training set than a real digit that was not trained on?
 * @param cache packs that were downloaded; it is added to
 * @throws EngineFailure 'bad-request', or if the digits cannot be loaded; the signal's reason once that is aborted
 */
export async function* nearestDigits(
  { picture, label, digits, unseen, baseUrl }: NearestRequest,
  cache: PackCache,
  signal: AbortSignal,
): AsyncGenerator<NearestEvent, NearestResult, void> {
  const pixels = picture.length;
  demand(pixels === PIXELS || pixels === PIXELS / 4, 'picture has 28 x 28 or 14 x 14 numbers');
  demand(picture.every(Number.isFinite), 'picture has finite numbers');
  demand(isWhole(label, 0, 10), 'label is a class from 0 to 9, or 10');
  demand(isWhole(digits, 1, 60_000), 'digits is a whole number from 1 to 60,000');
  demandWhole('unseen', unseen, 0, MAX_UNSEEN);
  const trainPacks = yield* fetchPacks('train', digits, baseUrl, cache, signal);
  const [testPack] = yield* fetchPacks('test', TEST_DIGITS, baseUrl, cache, signal);
  const training = trainPacks.map((pack) => searchSetOf(pack, pixels));
  const test = searchSetOf(testPack, pixels);
  const started = performance.now();
  const neighbours = await search(picture, training, NEAREST, signal);
  const nearDigits = neighbours.map((neighbour) => describe(neighbour, training, pixels));
  const testLabel = label < 10 ? label : nearDigits[0].label;
  const compared = digitsOfClass(test, testLabel).slice(0, unseen);
  yield { kind: 'nearest', digits: nearDigits, label: testLabel, total: compared.length };
  let distances: number[] = [];
  let reported = performance.now();
  for (const i of compared) {
    const digit = fromBytes(pictureAt(test.pixels, i, pixels));
    distances.push((await search(digit, training, 1, signal))[0].distance);
    if (performance.now() - reported < REPORT_EVERY_MS) continue;
    yield { kind: 'unseen', distances: Float32Array.from(distances) };
    distances = [];
    reported = performance.now();
  }
  if (distances.length > 0) yield { kind: 'unseen', distances: Float32Array.from(distances) };
  return { seconds: (performance.now() - started) / 1000 };
}

const searchSets = new WeakMap<Pack, Map<number, LabelledSet>>();

/** A pack as a search set of digits with so many pixels, prepared once. */
function searchSetOf(pack: Pack, pixels: number): LabelledSet {
  const ofPack = searchSets.get(pack) ?? new Map<number, LabelledSet>();
  searchSets.set(pack, ofPack);
  const cached = ofPack.get(pixels);
  if (cached) return cached;
  const bytes = pixels === PIXELS ? pack.pixels : averaged(pack.pixels);
  const set = { ...searchSet(bytes, Math.sqrt(pixels), pack.info.first), labels: pack.labels };
  ofPack.set(pixels, set);
  return set;
}

/** The k nearest digits of all sets. The event loop runs between two sets. */
async function search(
  picture: Float32Array,
  sets: readonly SearchSet[],
  k: number,
  signal: AbortSignal,
): Promise<Neighbour[]> {
  let neighbours: Neighbour[] = [];
  for (const set of sets) {
    await nextMacrotask(signal);
    neighbours = nearest(picture, set, k, neighbours);
  }
  return neighbours;
}

function describe({ index, distance }: Neighbour, sets: readonly LabelledSet[], pixels: number): NearDigit {
  const set = sets.findLast(({ first }) => first <= index) ?? sets[0];
  const i = index - set.first;
  return { index, distance, label: set.labels[i], pixels: fromBytes(pictureAt(set.pixels, i, pixels)) };
}
