import { afterEach, expect, it, vi } from 'vitest';
import { engineStatus } from '../../../state/engine/pageEngine';
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

/** An engine whose runs take so many seconds a step, and one more that no step takes. */
function setup(seconds: number | Error) {
  const run = vi.fn((_: string, { steps }: { steps: number }) =>
    seconds instanceof Error ? Promise.reject(seconds) : Promise.resolve({ seconds: 1 + seconds * steps }),
  );
  const runJob = (_: unknown, job: (engine: { run: typeof run }) => Promise<unknown>) => job({ run });
  return { run, speed: createSpeed({ runJob } as unknown as Environment) };
}

afterEach(() => engineStatus.setState({ status: { kind: 'waiting' } }));

it('measures once, when the engine is ready, what steps take: not what a run takes besides', async () => {
  const { run, speed } = setup(0.5);
  speed.measure(() => true);
  expect(run).not.toHaveBeenCalled();
  ready();
  speed.measure(() => true);
  await vi.waitFor(() => expect(speed.store.getState().speed).not.toBeNull());
  expect(run).toHaveBeenCalledTimes(4);
  // A step is 8 samples of 60 million multiply-adds.
  expect(speed.store.getState().speed).toBeCloseTo((8 * 60) / 0.5);
});

it('measures nothing where it is of no use any more, and later where it is', async () => {
  const { run, speed } = setup(0.5);
  ready();
  speed.measure(() => false);
  expect(run).not.toHaveBeenCalled();
  speed.measure(() => true);
  await vi.waitFor(() => expect(speed.store.getState().speed).not.toBeNull());
});

it('says that it does not know where more steps took no longer', async () => {
  const { speed } = setup(0);
  ready();
  speed.measure(() => true);
  await vi.waitFor(() => expect(speed.store.getState().speed).toBeNaN());
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
