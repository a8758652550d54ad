import { setFlagsFromString } from 'node:v8';
import { describe, expect, it } from 'vitest';
import { RING } from '../../../diffusion/plane/datasets';
import { equalMixture } from '../../../diffusion/plane/mixture';
import { ARROWS, SCORES, type ArrowKind, type ScoreSource } from '../../../diffusion/plane/names';
import { fillGaussian, key } from '../../../diffusion/random';
import { timesteps } from '../../../diffusion/timesteps';
import { flatWeights } from '../../../model/flatWeights';
import { isSupported } from '../../../model/cpu/assemble';
import { plane } from '../../../model/networks/plane';
import { someWeights } from '../../../model/someWeights.test-helper';
import type { PlaneNetwork, PlaneWayRequest } from '../../protocol/plane';
import { drain } from '../loop/drain';
import { never } from '../networks/shipped.test-helper';
import {
  planeDistance,
  planeError,
  planeField,
  planeFlow,
  planeHeat,
  planePath,
  planeStraightness,
} from './answers';
import { planeDensity } from './density';
import { planeSolvers } from './solvers';
import { planeWay } from './way';

// Node 20 has relaxed SIMD behind a flag.
if (!isSupported(true)) setFlagsFromString('--experimental-wasm-relaxed-simd');

const COUNT = 200;
const points = fillGaussian(key(4), new Float32Array(2 * COUNT));
const times = Int32Array.from([1000, 700, 400, 200, 100, 40, 10, 1, 0]);
const wayRequest: PlaneWayRequest = {
  law: RING,
  rule: { way: 'ddpm', g: 0 },
  times,
  seed: 7,
  points,
  index: 0,
  last: 8,
  every: 1,
};

/** All states that a way sends, by index. */
async function statesOf(request: PlaneWayRequest): Promise<Map<number, Float32Array>> {
  const states = new Map<number, Float32Array>();
  await drain(planeWay(request, never), (event) => {
    if (event.kind !== 'states') return;
    const size = event.points.length / event.indices.length;
    event.indices.forEach((index, i) => states.set(index, event.points.slice(i * size, (i + 1) * size)));
  });
  return states;
}

describe('a way back', () => {
  it.each(['ddpm', 'euler', 'sde', 'heun', 'dpm-solver-2', 'rk4'] as const)(
    'goes on from each of its states to the same bits: %s',
    async (way) => {
      const rule = { way, g: 1 };
      const whole = await statesOf({ ...wayRequest, rule });
      expect([...whole.keys()]).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
      const kept = await statesOf({ ...wayRequest, rule, every: 4 });
      expect([...kept.keys()]).toEqual([4, 8]);
      const start = kept.get(4) ?? new Float32Array();
      const part = await statesOf({ ...wayRequest, rule, points: start, index: 4, last: 7, every: 4 });
      expect(part.get(7)).toEqual(whole.get(7));
      expect(points).toEqual(fillGaussian(key(4), new Float32Array(2 * COUNT)));
    },
  );

  it('by one step gives the mean of the data', async () => {
    const one = await statesOf({ ...wayRequest, times: Int32Array.of(1000, 0), last: 1 });
    const spread = Math.hypot(...(one.get(1) ?? [])) / Math.sqrt(COUNT);
    expect(spread).toBeLessThan(0.05);
  });

  it('stops when it is cancelled', async () => {
    const controller = new AbortController();
    const long = { ...wayRequest, times: Int32Array.from({ length: 1001 }, (_, i) => 1000 - i), last: 1000 };
    const run = drain(planeWay(long, controller.signal), () => controller.abort(new Error('enough')));
    await expect(run).rejects.toThrow('enough');
  });

  it.each([
    [{ times: Int32Array.of(1000, 1000, 0) }, 'times descend'],
    [{ last: 9 }, 'last is a whole number'],
    [{ rule: { way: 'sde', g: 3 } }, 'g is a number from 0 to 2'],
    [{ points: Float32Array.of(1, NaN) }, 'finite'],
    [{ law: { ...RING, weights: RING.weights.map(() => 0) } }, 'add up to 1'],
  ] as const)('refuses %j', async (change, rule) => {
    const run = drain(planeWay({ ...wayRequest, ...change }, never));
    await expect(run).rejects.toThrow(rule);
  });
});

it('measures how far points are from the law, beside true sets', async () => {
  const request = { law: RING, points: fillGaussian(key(9), new Float32Array(4000)), seed: 1 };
  const { count, distance, band } = await drain(planeDistance(request, never));
  expect(count).toBe(2000);
  expect(distance).toBeGreaterThan(0.02);
  // PLANE's measured floor: .0015 +- .0007.
  expect(band.mean).toBeGreaterThan(0.0005);
  expect(band.mean).toBeLessThan(0.003);
});

const grid = { n: 20, halfWidth: 3 };

it('answers with arrows and density, and refuses the density of points themselves', async () => {
  const { arrows, density } = await drain(
    planeField({ law: RING, t: 300, arrows: { kind: 'score', ...grid }, density: grid }),
  );
  expect(arrows).toHaveLength(800);
  const mass = (density ?? new Float32Array()).reduce((sum, value) => sum + value, 0) * 0.3 ** 2;
  expect(mass).toBeCloseTo(1, 1);
  const bare = drain(planeField({ law: equalMixture([0, 0, 1, 1], 0), t: 0 }));
  await expect(bare).rejects.toThrow('whole number from 1');
});

describe('a network in the place of the exact score', () => {
  const network: PlaneNetwork = { id: 'some', numbers: flatWeights(plane, someWeights(plane)) };
  const arrowsOf = (of: ScoreSource, kind: ArrowKind = 'score') =>
    drain(
      planeField({ law: RING, t: 300, arrows: { kind, of, ...grid }, ...(of !== 'exact' && { network }) }),
    );

  it.each(ARROWS)('has arrows, exact plus difference: %s', async (kind) => {
    const [exact, learned, difference] = await Promise.all(
      SCORES.map(async (of) => (await arrowsOf(of, kind)).arrows ?? new Float32Array()),
    );
    const worst = learned.reduce(
      (most, value, i) => Math.max(most, Math.abs(value - exact[i] - difference[i])),
      0,
    );
    expect(worst).toBeLessThan(1e-5);
    expect(Math.hypot(...difference)).toBeGreaterThan(1);
  });

  it('leads points elsewhere than the exact score, from the same noise', async () => {
    const [own, exact] = [await statesOf({ ...wayRequest, network }), await statesOf(wayRequest)];
    expect(own.get(1)).not.toEqual(exact.get(1));
    expect([...own.keys()]).toEqual([...exact.keys()]);
  });

  it('is measured: its loss is the floor plus its squared distance to the exact estimate', async () => {
    const request = { law: RING, network, perT: 20, seed: 0 };
    const { loss, floor, error } = await drain(planeError(request, never));
    // PLANE.md: .197 +- .002 over many more points.
    expect(floor).toBeCloseTo(0.197, 1);
    expect(error).toBeGreaterThan(0.1);
    // The cross term is 0 in the mean.
    expect(Math.abs(loss - floor - error)).toBeLessThan(0.03 * error);
  });

  it('is refused where nothing of it is asked for, where t is 0, with classes, and with other weights', async () => {
    const arrows = { kind: 'score', ...grid } as const;
    await expect(drain(planeField({ law: RING, t: 9, arrows, network }))).rejects.toThrow('where its arrows');
    const atZero = { law: RING, t: 0, arrows: { ...arrows, of: 'learned' }, network } as const;
    await expect(drain(planeField(atZero))).rejects.toThrow('t is a whole number from 1');
    const guided = { ...wayRequest, network, guidance: { law: RING, w: 1 } };
    await expect(drain(planeWay(guided, never))).rejects.toThrow('knows no classes');
    const short = { id: 'short', numbers: new Float32Array(3) };
    await expect(drain(planeWay({ ...wayRequest, network: short }, never))).rejects.toThrow('finite weights');
  });
});

it('solves the Fokker-Planck equation next to the exact density', async () => {
  const distances: number[] = [];
  const request = { law: RING, n: 64, halfWidth: 4.5, times: Int32Array.of(100, 300, 600, 1000) };
  await drain(planeDensity(request, never), (event) => {
    if (event.kind !== 'density') return;
    distances.push(event.distance);
    expect(Math.abs(event.drift)).toBeLessThan(1e-12);
  });
  expect(distances).toHaveLength(4);
  expect(distances[0]).toBe(0);
  for (const distance of distances.slice(1)) expect(distance).toBeLessThan(0.01);
});

it('runs the heat equation back: float32 explodes before float64', () => {
  const request = { law: RING, t: 30, n: 64, halfWidth: 2 };
  const [coarse, fine] = (['float32', 'float64'] as const).map((precision) =>
    planeHeat({ ...request, precision }),
  );
  expect(coarse.sigma).toBeCloseTo(0.1, 1);
  expect(coarse.distance).toBeGreaterThan(0.5);
  expect(fine.distance).toBeLessThan(1e-4);
});

it('follows a point with its log p', () => {
  const { path, first, last } = planePath({ law: RING, x: 1.4, y: 0, steps: 100 });
  expect(path).toHaveLength(101);
  expect(last - path[100].change).toBeCloseTo(first, 5);
});

it('follows straight paths and measures them', async () => {
  const { paths } = await drain(planeFlow({ law: RING, noise: points, steps: 30 }, never));
  expect(paths).toHaveLength(31 * 2 * COUNT);
  const { straightness } = planeStraightness({ x0: paths.slice(-2 * COUNT), epsilon: points });
  expect(straightness).toBeLessThan(0.2);
  expect(() => planeStraightness({ x0: points, epsilon: points.subarray(2) })).toThrow(
    'each point has its noise',
  );
  const bad = drain(planeFlow({ law: RING, noise: points, steps: 0 }, never));
  await expect(bad).rejects.toThrow('whole number from 1');
});

it('guides a way: with w = 0 the class comes out, with more it is left', async () => {
  const law = { weights: Float64Array.of(1), means: RING.means.slice(0, 2), stds: RING.stds.slice(0, 1) };
  const rule = { way: 'heun', g: 0 } as const;
  const end = async (w: number): Promise<number> => {
    const fine = Int32Array.of(...timesteps(1000, 60), 0);
    const request = { ...wayRequest, rule, guidance: { law, w }, times: fine, last: 60, every: 60 };
    const last = (await statesOf(request)).get(60) ?? new Float32Array();
    return last.reduce((sum, value, i) => (i % 2 === 0 ? sum + value / COUNT : sum), 0);
  };
  expect(await end(0)).toBeCloseTo(1.407, 1);
  expect(await end(4)).toBeGreaterThan(1.5);
});

it('compares solvers by their errors: of twice the steps a fourth is left by order 2', async () => {
  const errors = new Map<string, number>();
  const noise = points.slice(0, 40);
  let last = 0;
  await drain(planeSolvers({ law: RING, noise, steps: [40, 80] }, never), (event) => {
    if (event.kind === 'error') errors.set(`${event.solver} ${event.steps}`, event.error);
    else last = event.step / event.steps;
  });
  expect(last).toBe(1);
  expect(errors.size).toBe(8);
  const ratio = (solver: string): number =>
    (errors.get(`${solver} 40`) ?? NaN) / (errors.get(`${solver} 80`) ?? NaN);
  expect(Math.log2(ratio('heun'))).toBeCloseTo(2, 0);
  expect(Math.log2(ratio('euler'))).toBeCloseTo(1, 0);
  const stop = new AbortController();
  const cancelled = drain(planeSolvers({ law: RING, noise: points, steps: [160] }, stop.signal));
  setTimeout(() => stop.abort(new Error('enough')));
  await expect(cancelled).rejects.toThrow('enough');
  await expect(drain(planeSolvers({ law: RING, noise, steps: [0] }, never))).rejects.toThrow('whole number');
});

it('counts a set of points in the cells of its histogram, also where their bells are narrower than a cell', async () => {
  const set = equalMixture(
    Float32Array.from(points.subarray(0, 100), (value) => value / 2),
    0,
  );
  const request = { law: set, t: 2, density: { n: 50, halfWidth: 3 } };
  const { density = new Float32Array() } = await drain(planeField(request));
  expect(density.reduce((sum, value) => sum + value, 0) * 0.12 ** 2).toBeCloseTo(1, 3);
});
