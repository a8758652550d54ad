import { beforeAll, describe, expect, it } from 'vitest';
import { digit } from '../../../data/pack';
import { lookup } from '../../../model/lookup';
import type { NearestEvent, NearestRequest } from '../../protocol/nearest';
import type { PackCache } from '../training/digits';
import { nearestDigits } from './nearest';
import { never, readPacks } from '../networks/shipped.test-helper';

let cache: PackCache;
let request: NearestRequest;

beforeAll(async () => {
  cache = await readPacks();
  request = {
    picture: digit(lookup(cache, 'train-0'), 7),
    label: 3,
    digits: 1000,
    unseen: 20,
    baseUrl: 'none:',
  };
});

async function events(change: Partial<NearestRequest>): Promise<NearestEvent[]> {
  const all: NearestEvent[] = [];
  for await (const event of nearestDigits({ ...request, ...change }, cache, never)) all.push(event);
  return all;
}

describe('nearestDigits', () => {
  it('finds a copied training digit at distance 0, and unseen digits farther away', async () => {
    const [first, ...rest] = await events({});
    if (first.kind !== 'nearest') throw new Error('no digits came first');
    expect(first.digits).toHaveLength(5);
    expect(first.digits[0]).toMatchObject({ index: 7, label: 3 });
    expect(first.digits[0].distance).toBeLessThan(1e-5);
    expect(first.digits[0].pixels).toEqual(request.picture);
    expect(first).toMatchObject({ label: 3, total: 20 });
    const distances = rest.flatMap((event) => (event.kind === 'unseen' ? [...event.distances] : []));
    expect(distances).toHaveLength(20);
    expect(Math.min(...distances)).toBeGreaterThan(2);
  });

  it('takes the class of the nearest digit if none is given, and supports digits of 14 x 14', async () => {
    const [first] = await events({ picture: new Float32Array(196).fill(-1), label: 10, unseen: 1 });
    if (first.kind !== 'nearest') throw new Error('no digits came first');
    expect(first.label).toBe(first.digits[0].label);
    expect(first.digits[0].pixels).toHaveLength(196);
  });

  it('stops between two searches, and refuses other sizes', async () => {
    const end = new AbortController();
    const run = nearestDigits(request, cache, end.signal);
    await run.next();
    end.abort(new Error('enough'));
    await expect(run.next()).rejects.toThrow('enough');
    await expect(events({ picture: new Float32Array(3) })).rejects.toMatchObject({ code: 'bad-request' });
  });
});
