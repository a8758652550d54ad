import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PIXELS } from '../../../data/pack';
import type { PackInfo } from '../../../data/packs';
import { classNow } from './answers';
import { anomalySets, evaluationsLeft, followSets, measureSets } from './sets';
import { network } from '../../../state/network/network';
import { unseenBy } from '../../../state/network/usedNetwork';
import { patchView, redo, resetView, undo, view } from '../../../state/link/view';

const arriving = vi.hoisted(() => ({ open: Promise.resolve(), failure: undefined as Error | undefined }));

/** Digits that are told apart by their first pixels, once the gate is open. */
vi.mock('../../../data/loadPack', () => ({
  loadPack: async (_: string, info: PackInfo) => {
    await arriving.open;
    if (arriving.failure) throw arriving.failure;
    const { count } = info;
    return {
      info,
      labels: Uint8Array.from({ length: count }, (_, i) => Math.floor(i / 2) % 10),
      pixels: Uint8Array.from({ length: count * PIXELS }, (_, i) => (i % PIXELS < 9 ? (i * 7919) % 251 : 0)),
    };
  },
}));
/** Scores that differ by picture and by network. */
vi.mock('./scoring', () => ({
  triedBy: () => 1,
  askScores: (
    _: unknown,
    { checksum }: { checksum: number },
    { pictures, times }: { pictures: Float32Array; times: readonly number[] },
    { onEvent }: { onEvent: (event: unknown) => void },
  ) => {
    const scores = Float32Array.from(
      { length: pictures.length / PIXELS },
      (_, i) => 2 + pictures[i * PIXELS] + (checksum + 1) * pictures[i * PIXELS + 1] * 0.3,
    );
    times.forEach((_, at) => onEvent({ kind: 'scores', at, first: 0, scores }));
    return Promise.resolve({});
  },
}));

let stop: () => void;
const status = () => anomalySets.getState().status.kind;
const measured = () => vi.waitFor(() => expect(status()).toBe('done'));

beforeEach(() => {
  vi.stubGlobal('document', { baseURI: 'https://here.test/' });
  vi.stubGlobal('matchMedia', () => ({ matches: true }));
  patchView({ detectCount: 20, detectAgainst: 'mirrored' });
  stop = followSets();
});
afterEach(() => {
  stop();
  resetView();
  vi.unstubAllGlobals();
});

describe('sets of pictures', () => {
  it('say what did not arrive, in its own words', async () => {
    const { DataError } = await import('../../../data/errors');
    arriving.failure = new DataError('unreachable', 'No digits came.', 'Try again.');
    measureSets();
    await vi.waitFor(() =>
      expect(anomalySets.getState().status).toMatchObject({ error: { message: 'No digits came.' } }),
    );
    arriving.failure = undefined;
  });

  it('are let go of where a setting changes while their pictures are on their way', async () => {
    let open: () => void = () => undefined;
    arriving.open = new Promise((done) => (open = done));
    measureSets();
    expect(status()).toBe('waiting');
    patchView({ detectCount: 40 });
    expect(status()).toBe('idle');
    open();
    await new Promise((done) => setTimeout(done, 20));
    expect(status()).toBe('idle');
    expect(anomalySets.getState().table).toBeNull();
    measureSets();
    await measured();
    expect(anomalySets.getState().table?.get('digits')?.pictures).toHaveLength(40);
  });

  it('are those of the kind that is asked for, where it changes meanwhile', async () => {
    measureSets();
    patchView({ detectAgainst: 'noise' });
    await measured();
    expect(anomalySets.getState().table?.get('noise')).toBeDefined();
    expect(evaluationsLeft(view.getState())).toBe(0);
  });

  it('are found again by Undo, and by going back to a setting', async () => {
    measureSets();
    await measured();
    const { table } = anomalySets.getState();
    patchView({ detectCount: 80 });
    expect(status()).toBe('idle');
    undo();
    expect(status()).toBe('done');
    expect(anomalySets.getState().table).toBe(table);
    redo();
    expect(status()).toBe('idle');
    patchView({ detectCount: 20 });
    expect(status()).toBe('done');
  });

  it('compare the networks that scored the same', async () => {
    patchView({ detectAgainst: 'class', detectUnseen: 4, seed: 7 });
    const facts = () => classNow(view.getState(), anomalySets.getState(), 4);
    expect(facts().areas).toEqual([]);
    measureSets();
    await measured();
    expect(facts().areas).toHaveLength(1);
    const { used } = network.getState();
    expect(unseenBy(used)).toBeNull();
    network.setState({ used: { ...used, checksum: 1 } });
    measureSets();
    await measured();
    const { areas, difference } = facts();
    expect(areas.map((one) => one.used.checksum)).toEqual([0, 1]);
    expect(difference?.difference).toBeCloseTo(areas[0].auc - areas[1].auc, 12);
    network.setState({ used });
    expect(status()).toBe('done');
    patchView({ seed: 8 });
    expect(facts().areas).toEqual([]);
  });
});
