import { beforeEach, expect, it, vi } from 'vitest';
import type { Engine } from '../../engine/client/engine';
import { EngineFailure } from '../../engine/protocol/errors';
import { connectNetwork, network, ensureLoaded, takeTrained } from './network';
import { openRunStore } from '../runs/runStore';
import { checkpointAt, draft } from '../runs/runs.test-helper';
import { trainedNetwork, type UsedNetwork } from './usedNetwork';
import { patchView, view } from '../link/view';

/** The network of one run after one number of updates, by weights of its own. */
const weights = (value: number, kept = false): UsedNetwork =>
  trainedNetwork(draft(), 100, Float32Array.of(value), kept);
const used = () => network.getState().used;

connectNetwork();

beforeEach(() => patchView({ network: 'shipped' }));

it('takes newer weights in place of older ones of the same name', () => {
  const [older, newer] = [weights(1), weights(2)];
  takeTrained(older);
  expect(used()).toBe(older);
  takeTrained(newer);
  expect(used()).toBe(newer);
  takeTrained(weights(2));
  expect(used()).toBe(newer);
});

it('finds what the storage has of a name before what was once handed over, and that where it has nothing', async () => {
  const older = weights(1);
  takeTrained(older);
  patchView({ network: 'shipped' });
  patchView({ network: older.name });
  await vi.waitFor(() => expect(used()).toBe(older));
  patchView({ network: 'shipped' });
  const store = openRunStore();
  await store.save(draft(), checkpointAt(3));
  await store.addWeights('a', { update: 100, numbers: Float32Array.of(2) });
  patchView({ network: older.name });
  await vi.waitFor(() => expect(used()).toEqual(weights(2, true)));
  expect(view.getState().network).toBe(older.name);
});

it('does not send again what the engine has refused, but what it could not take for another reason', async () => {
  const run = vi.fn();
  const engine = { run } as unknown as Engine;
  const bad = weights(NaN);
  run.mockRejectedValue(new EngineFailure('device-lost', '', ''));
  await expect(ensureLoaded(engine, bad)).rejects.toMatchObject({ code: 'device-lost' });
  run.mockRejectedValue(new EngineFailure('not-finite', '', ''));
  await expect(ensureLoaded(engine, bad)).rejects.toMatchObject({ code: 'not-finite' });
  await expect(ensureLoaded(engine, bad)).rejects.toMatchObject({ code: 'not-finite' });
  expect(run).toHaveBeenCalledTimes(2);
});
