import { expect, it } from 'vitest';
import { measuredRate } from './estimate';

type Runs = Parameters<typeof measuredRate>[0];

const run = (network: string, batch: number, update: number, seconds: number) =>
  ({ config: { network, batch }, update, seconds }) as unknown as Runs[number];

it('takes the rate of the newest run with the same network and batch, or says nothing', () => {
  const runs = [run('tiny', 128, 10, 1), run('tiny', 64, 100, 10), run('tiny', 128, 300, 60)];
  expect(measuredRate(runs, { network: 'tiny', batch: 128 })).toBe(5);
  expect(measuredRate(runs, { network: 'small', batch: 128 })).toBeUndefined();
  // A run from a file has taken no time here.
  expect(measuredRate([run('tiny', 128, 300, 0)], { network: 'tiny', batch: 128 })).toBeUndefined();
});
