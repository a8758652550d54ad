import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { decodePack, digit } from '../../data/pack';
import { packs } from '../../data/packs';
import type { NearestEvent, NearestRequest } from '../protocol/nearest';
import type { PackCache } from './digits';
import { nearestDigits } from './nearest';

const cache: PackCache = new Map();
let request: NearestRequest;

beforeAll(async () => {
  for (const info of packs.filter(({ name }) => name === 'train-0' || name === 'test'))
    cache.set(
      info.name,
      await decodePack(new Uint8Array(await readFile(`public/data/${info.name}.bin`)), info),
    );
  const train = cache.get('train-0');
  if (!train) throw new Error('train-0 is not there');
  request = { picture: digit(train, 7), label: 3, digits: 1000, unseen: 20, baseUrl: 'none:' };
});

async function events(change: Partial<NearestRequest>): Promise<NearestEvent[]> {
  const all: NearestEvent[] = [];
  for await (const event of nearestDigits({ ...request, ...change }, cache, new AbortController().signal))
    all.push(event);
  return all;
}

describe('nearestDigits', () => {
  it('finds a copied training digit at distance 0, and unseen digits farther away', async () => {
    const [found, ...rest] = await events({});
    if (found.kind !== 'nearest') throw new Error('no digits came first');
    expect(found.digits).toHaveLength(5);
    expect(found.digits[0]).toMatchObject({ index: 7, label: 3 });
    expect(found.digits[0].distance).toBeLessThan(1e-5);
    expect(found.digits[0].pixels).toEqual(request.picture);
    expect(found).toMatchObject({ label: 3, total: 20 });
    const distances = rest.flatMap((event) => (event.kind === 'unseen' ? [...event.distances] : []));
    expect(distances).toHaveLength(20);
    expect(Math.min(...distances)).toBeGreaterThan(2);
  });

  it('takes the class of the nearest digit where none was asked for, and knows digits of 14 x 14', async () => {
    const [found] = await events({ picture: new Float32Array(196).fill(-1), label: 10, unseen: 1 });
    if (found.kind !== 'nearest') throw new Error('no digits came first');
    expect(found.label).toBe(found.digits[0].label);
    expect(found.digits[0].pixels).toHaveLength(196);
  });

  it('stops between two searches, and refuses what is no picture', async () => {
    const end = new AbortController();
    const run = nearestDigits(request, cache, end.signal);
    await run.next();
    end.abort(new Error('enough'));
    await expect(run.next()).rejects.toThrow('enough');
    await expect(events({ picture: new Float32Array(3) })).rejects.toMatchObject({ code: 'bad-request' });
  });
});
