import { describe, expect, it } from 'vitest';
import { fillGaussian, fold, key } from '../../diffusion/random';
import { makeSchedule } from '../../diffusion/schedule';
import { CompiledEvaluations } from '../evaluations';
import { seed } from '../networks/seed';
import { shipped } from '../networks/shipped';
import { tiny } from '../networks/tiny';
import { evaluatePlainly, isProven, makeProof, prove } from '../prove';
import { someWeights } from '../someWeights.test-helper';
import { makeTables } from '../tables';
import { cpuNetwork } from './run';

const linear = makeSchedule('linear');

describe('a network on the CPU', () => {
  it.each([tiny, shipped, seed])('passes the comparison with plain loops: $name', async (network) => {
    const weights = someWeights(network);
    const compiled = cpuNetwork(network, weights);
    await prove(compiled, makeProof(network, weights));
    expect(isProven(compiled.device, network)).toBe(true);
  });

  it('is refused if it computes something else', async () => {
    const compiled = cpuNetwork(tiny, someWeights(tiny, 1));
    const proof = makeProof(tiny, someWeights(tiny, 2));
    await expect(prove(compiled, proof)).rejects.toThrow('it computes wrong numbers');
  });

  it('evaluates given pictures at several t', async () => {
    const weights = someWeights(tiny);
    const times = [100, 700];
    const evaluations = new CompiledEvaluations(cpuNetwork(tiny, weights), linear, times, [3, 10]);
    const xt = fillGaussian(key(3), new Float32Array(2 * 196));
    for (const t of [...times, times[0]]) {
      const raw = await evaluations.raw(xt, t);
      for (const [i, label] of [3, 10].entries()) {
        const part = [i * 196, (i + 1) * 196] as const;
        const expected = evaluatePlainly(tiny, weights, xt.subarray(...part), linear, t, label);
        const error = Math.max(...expected.map((value, p) => Math.abs(value - raw[part[0] + p])));
        expect(error).toBeLessThan(1e-5);
      }
    }
    evaluations.destroy();
  });
});

describe('a run on the CPU', () => {
  const weights = someWeights(tiny);
  const compiled = cpuNetwork(tiny, weights);
  const state = fillGaussian(key(4), new Float32Array(196));
  const moves = [600, 400, 200].map((from, leaves) => ({
    operation: { kind: 'reverse', from, to: from - 200, visit: 0, leaves } as const,
    c: { x0: 0.3, xt: 0.5, noise: 0.25 },
  }));
  const tablesFor = (frames: number) =>
    makeTables(tiny, weights, {
      ...{ schedule: linear, moves, labels: [3], guidance: 0, known: false },
      ...{ frames, every: 1 },
    });
  const sampling = key(5);
  const begin = (frames: number) =>
    compiled.run(tablesFor(frames), { state, keys: [[sampling, key(6)]], frames });

  it('keeps states with their x0Hat in slots that wrap around', async () => {
    const run = begin(2);
    run.move(0, 'step');
    run.move(1, 'step');
    const first = await run.read(0, 2);
    run.move(2, 'step');
    const second = await run.read(2, 1);
    expect(first.xt[0]).toEqual(state);
    expect(first.xt).toHaveLength(2);
    expect(second.xt[0]).toEqual(first.state);
    const z = fillGaussian(fold(sampling, 200), new Float32Array(196));
    second.x0Hat[0].forEach((x0Hat, i) => {
      const expected = 0.3 * Math.max(-1, Math.min(1, x0Hat)) + 0.5 * first.state[i] + 0.25 * z[i];
      expect(second.state[i]).toBeCloseTo(expected, 6);
    });
  });

  it('changes neither what it was given nor what it has given', async () => {
    const given = state.slice();
    const run = begin(1);
    run.move(0, 'step');
    const { xt, state: after } = await run.read(0, 1);
    const copies = [xt[0].slice(), after.slice()];
    run.set(new Float32Array(196));
    run.move(1, 'step');
    expect([xt[0], after]).toEqual(copies);
    expect(state).toEqual(given);
  });

  it('counts its arithmetic and its memory', async () => {
    const { flops, bytes, dispatches } = await begin(1).measure();
    expect(flops).toBe(2 * 2_884_992);
    expect(bytes).toBeGreaterThan(1e6);
    expect(dispatches).toBe(0);
  });
});
