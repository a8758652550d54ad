import { afterEach, describe, expect, it } from 'vitest';
import { exactLosses, followLosses } from './exactLoss';
import { network } from '../../../state/network/network';
import { SHIPPED } from '../../../state/network/usedNetwork';

const at = network.getState();
afterEach(() => network.setState(at, true));

describe('losses that were measured', () => {
  it('are those of the weights, not of a name that two trainings share', () => {
    const of = (checksum: number) => ({ ...SHIPPED, name: 'run.a.100', checksum });
    network.setState({ used: of(1) });
    const mean = { mean: 1, error: 0 };
    const point = { t: 500, count: 16, exact: mean, network: mean };
    exactLosses.setState({ status: { kind: 'done', seconds: 1 }, points: { train: [point], test: [] } });
    const stop = followLosses();
    network.setState({ used: of(1), runs: [] });
    expect(exactLosses.getState().points.train).toEqual([point]);
    network.setState({ used: of(2) });
    expect(exactLosses.getState()).toMatchObject({
      status: { kind: 'idle' },
      points: { train: [], test: [] },
    });
    stop();
  });
});
