import { afterEach, expect, it, vi } from 'vitest';
import { engineStatus } from '../../../state/engine/engine';
import { createSpeed, estimatedRate } from './speed';

type Environment = Parameters<typeof createSpeed>[0];

const ready = () =>
  engineStatus.setState({
    status: {
      kind: 'ready',
      capability: { backend: 'wasm', device: '', software: false, canaryMs: 1, notes: [] },
      network: {
        name: 'shipped',
        size: 28,
        parameters: 0,
        macs: 60e6,
        bytes: 0,
        sha256: '',
        metadata: {},
      },
    },
  });

/** An engine whose every run takes so many seconds. */
function setup(seconds: number | Error) {
  const run = vi.fn(() =>
    seconds instanceof Error ? Promise.reject(seconds) : Promise.resolve({ seconds }),
  );
  const runJob = (_: unknown, job: (engine: { run: typeof run }) => Promise<unknown>) => job({ run });
  return { run, speed: createSpeed({ runJob } as unknown as Environment) };
}

afterEach(() => engineStatus.setState({ status: { kind: 'waiting' } }));

it('measures once, when the engine is ready, by the second of two runs', async () => {
  const { run, speed } = setup(0.5);
  speed.measure(() => true);
  expect(run).not.toHaveBeenCalled();
  ready();
  speed.measure(() => true);
  await vi.waitFor(() => expect(speed.store.getState().speed).not.toBeNull());
  expect(run).toHaveBeenCalledTimes(2);
  // 8 samples of 3 steps of 60 million multiply-adds in half a second.
  expect(speed.store.getState().speed).toBe((8 * 3 * 60) / 0.5);
});

it('measures nothing where it is of no use any more, and later where it is', async () => {
  const { run, speed } = setup(0.5);
  ready();
  speed.measure(() => false);
  expect(run).not.toHaveBeenCalled();
  speed.measure(() => true);
  await vi.waitFor(() => expect(speed.store.getState().speed).not.toBeNull());
});

it('says that it does not know where the engine fails', async () => {
  const { speed } = setup(new Error('lost'));
  ready();
  speed.measure(() => true);
  await vi.waitFor(() => expect(speed.store.getState().speed).toBeNaN());
});

it('expects half the updates a second of twice the batch, and fewer of a larger network', () => {
  const rate = estimatedRate(8000, { network: 'small', batch: 64 });
  expect(estimatedRate(8000, { network: 'small', batch: 128 })).toBeCloseTo(rate / 2);
  expect(estimatedRate(8000, { network: 'shipped', batch: 64 })).toBeLessThan(rate);
});
