// The numbers that prove the Plane, computed with the product's own functions in Node: each invariant beside what it should be.
import { setFlagsFromString } from 'node:v8';
import { register } from 'tsx/esm/api';

// Node 20 has relaxed SIMD behind a flag.
setFlagsFromString('--experimental-wasm-relaxed-simd');
register();
const { drawPlane, RING } = await import('../src/diffusion/plane/datasets.ts');
const { exactEstimate } = await import('../src/diffusion/plane/exactEstimate.ts');
const { fieldErrorSteps } = await import('../src/diffusion/plane/fieldError.ts');
const { PlaneField } = await import('../src/diffusion/plane/field.ts');
const { flowPaths, MarginalFlow, straightness } = await import('../src/diffusion/plane/flow.ts');
const { FokkerPlanck, l1Distance, massOf } = await import('../src/diffusion/plane/fokkerPlanck.ts');
const { densityOnGrid } = await import('../src/diffusion/plane/grids.ts');
const { heat } = await import('../src/diffusion/plane/heat.ts');
const { likelihoodPath } = await import('../src/diffusion/plane/likelihood.ts');
const { energyDistance, slicedWasserstein } = await import('../src/diffusion/plane/metrics.ts');
const { drawMixture, equalMixture } = await import('../src/diffusion/plane/mixture.ts');
const { medianError, measuredOrder, solved } = await import('../src/diffusion/plane/solverErrors.ts');
const { sigmaLevels, SOLVERS } = await import('../src/diffusion/plane/solvers.ts');
const { WayBack } = await import('../src/diffusion/plane/wayBack.ts');
const { fillGaussian, fold, key } = await import('../src/diffusion/random.ts');
const { makeSchedule } = await import('../src/diffusion/schedule.ts');
const { timesteps } = await import('../src/diffusion/timesteps.ts');
const { CpuTrainer } = await import('../src/model/cpu/training/cpuTrainer.ts');
const { initialise } = await import('../src/model/initialise.ts');
const { plane } = await import('../src/model/networks/plane.ts');
const { pointEstimate } = await import('../src/model/pointEstimate.ts');
const { drawBatch } = await import('../src/model/train/batch.ts');
const { beginning } = await import('../src/model/train/sections.ts');
const { warmedUp } = await import('../src/model/train/trainer.ts');

export const title = 'The Plane: a ring of eight Gaussians, linear schedule, T = 1000';

const linear = makeSchedule('linear', 1000);
const gaussian = (seed, count) => fillGaussian(key(seed), new Float32Array(2 * count));
const ring = (seed, count) => drawMixture(RING, key(seed), new Float32Array(2 * count));
const two = (value) => String(Number(value.toPrecision(2)));

/** The mean squared error of the best answer about x_0, a coordinate, each time by a factor of t. */
function lossFloor(factor) {
  const count = 100_000;
  const [x0, epsilon] = [ring(7, count), gaussian(8, count)];
  const fields = Array.from(linear.alphaBar, (signal, t) =>
    t === 0 ? null : new PlaneField(RING, signal, linear.oneMinusAlphaBar[t]),
  );
  let sum = 0;
  for (let i = 0; i < count; i++) {
    const t = 1 + (i % 1000);
    const [c, d] = [Math.sqrt(linear.alphaBar[t]), Math.sqrt(linear.oneMinusAlphaBar[t])];
    const { meanX, meanY } = fields[t].look(
      c * x0[2 * i] + d * epsilon[2 * i],
      c * x0[2 * i + 1] + d * epsilon[2 * i + 1],
    );
    sum += (((x0[2 * i] - meanX) ** 2 + (x0[2 * i + 1] - meanY) ** 2) / 2) * factor(c, d) ** 2;
  }
  return sum / count;
}

function flowFloor() {
  const count = 50_000;
  const [x0, epsilon] = [ring(7, count), gaussian(8, count)];
  const flows = Array.from({ length: 1000 }, (_, i) => new MarginalFlow(RING, (i + 0.5) / 1000));
  let sum = 0;
  for (let i = 0; i < count; i++) {
    const s = ((i % 1000) + 0.5) / 1000;
    const at = (a) => (1 - s) * x0[2 * i + a] + s * epsilon[2 * i + a];
    const { x, y } = flows[i % 1000].look(at(0), at(1));
    sum += ((epsilon[2 * i] - x0[2 * i] - x) ** 2 + (epsilon[2 * i + 1] - x0[2 * i + 1] - y) ** 2) / 2;
  }
  return sum / count;
}

/** Trains the network on the ring, on one thread: what it has learned after each of these updates, and ms an update so far. */
async function* learned(updates) {
  const batch = 256;
  const goal = updates.at(-1);
  const numbers = beginning(plane, initialise(plane, key(0)));
  const options = { schedule: linear, batch, numbers, update: 0, longestAverage: 0.995 };
  const trainer = await CpuTrainer.create(plane, options, undefined);
  const points = { pixels: ring(60, 65_536), labels: new Uint8Array(65_536) };
  const weights = new Float64Array(batch).fill(1);
  const started = performance.now();
  for (let n = 1; n <= goal; n++) {
    const draw = drawBatch(plane, linear, points, fold(key(61), n), batch);
    await trainer.update([{ draw, weights, learningRate: warmedUp(4e-3, n, goal) }]);
    if (!updates.includes(n)) continue;
    const ms = (performance.now() - started) / n;
    yield { ms, estimate: pointEstimate(plane, await trainer.averagedWeights()) };
  }
  trainer.dispose();
}

function fieldError(estimate) {
  const steps = fieldErrorSteps(RING, estimate, linear, 20, key(62));
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** The end of a way back of 2,000 points. */
function wayBack(rule, steps, estimate = exactEstimate(RING)) {
  const times = Int32Array.of(...timesteps(1000, steps), 0);
  const way = new WayBack({
    schedule: linear,
    rule,
    times,
    noiseKey: key(77),
    estimate,
    points: gaussian(2, 2000),
    index: 0,
  });
  for (let i = 0; i < steps; i++) way.step();
  return way.points;
}

function fokkerPlanck(n) {
  const at = (tau) => densityOnGrid(RING, Math.exp(-tau), -Math.expm1(-tau), n, 4.5);
  const steps = (50 * n) / 64;
  const equation = new FokkerPlanck(at(0.02));
  const mass = massOf(equation.current);
  for (let i = 0; i < steps; i++) equation.step(0.98 / steps);
  return {
    distance: l1Distance(equation.current, at(1).density),
    drift: Math.abs(massOf(equation.current) - mass),
  };
}

/** @returns {Promise<{ rows: object[], notes: string[] }>} */
export async function run() {
  const rows = [];
  const measure = (what, expected, value) => {
    const started = performance.now();
    const measured = value();
    rows.push({ what, expected, measured, s: (performance.now() - started) / 1000 });
  };
  measure('loss floor, epsilon', '.197', () => lossFloor((c, d) => c / d).toFixed(3));
  measure('loss floor, x0', '.712', () => lossFloor(() => 1).toFixed(3));
  measure('loss floor, v', '.910', () => lossFloor((_, d) => 1 / d).toFixed(3));
  measure('loss floor, flow', '1.30', () => flowFloor().toFixed(2));
  const start = Float64Array.from(gaussian(1, 200), (z) => 157 * z);
  const reference = solved(exactEstimate(RING), start, 'rk4', 500);
  const errorOf = (solver, steps) =>
    medianError(solved(exactEstimate(RING), start, solver, steps), reference);
  const expected = {
    euler: '1.00; 3.9e-2',
    heun: '2.03; 1.3e-2',
    'dpm-solver-2': '2.02; 6.5e-3',
    rk4: '4.02; 2.0e-4',
  };
  for (const solver of SOLVERS)
    measure(`${solver}: order; median error at 20 steps`, expected[solver], () => {
      const [coarse, fine] = solver === 'rk4' ? [40, 80] : [80, 160];
      const order = measuredOrder(errorOf(solver, coarse), errorOf(solver, fine));
      return `${order.toFixed(2)}; ${errorOf(solver, 20).toExponential(1)}`;
    });
  const truth = ring(20, 2000);
  measure('two true sets of 2,000: energy distance', '.0015 +- .0007', () => {
    const all = Array.from({ length: 10 }, (_, i) =>
      energyDistance(ring(40 + 2 * i, 2000), ring(41 + 2 * i, 2000)),
    );
    const mean = all.reduce((a, b) => a + b) / 10;
    return `${mean.toFixed(4)} +- ${Math.sqrt(all.reduce((a, b) => a + (b - mean) ** 2, 0) / 9).toFixed(4)}`;
  });
  measure('two true sets of 2,000: sliced W2', '.073 +- .021', () => {
    const all = Array.from({ length: 10 }, (_, i) =>
      slicedWasserstein(ring(40 + 2 * i, 2000), ring(41 + 2 * i, 2000)),
    );
    const mean = all.reduce((a, b) => a + b) / 10;
    return `${mean.toFixed(3)} +- ${Math.sqrt(all.reduce((a, b) => a + (b - mean) ** 2, 0) / 9).toFixed(3)}`;
  });
  for (const [steps, distance] of [
    [1, '1.02'],
    [5, '.13'],
    [10, '.010'],
    [20, '.0035'],
    [50, '.0037'],
  ])
    measure(`DDIM in ${steps} steps, evenly in t: energy distance`, distance, () =>
      two(energyDistance(wayBack({ way: 'euler', g: 0 }, steps), truth)),
    );
  for (const g of [0, 0.5, 1, 2])
    measure(`reverse SDE, g = ${g}, 1,000 steps: energy distance`, 'within the band', () =>
      two(energyDistance(wayBack({ way: 'sde', g }, 1000), truth)),
    );
  measure('DDPM, 1,000 steps: energy distance', 'within the band', () =>
    two(energyDistance(wayBack({ way: 'ddpm', g: 0 }, 1000), truth)),
  );
  measure('log p, 100 steps of RK4: median and greatest error', '2e-7; 4e-4', () => {
    const levels = sigmaLevels(0.01, 157, 100);
    const points = ring(5, 200);
    const density = (sigma, x, y) =>
      new PlaneField(RING, 1 / (1 + sigma ** 2), sigma ** 2 / (1 + sigma ** 2)).look(x, y).logDensity;
    const errors = Float64Array.from({ length: 200 }, (_, i) => {
      const path = likelihoodPath(RING, points[2 * i], points[2 * i + 1], levels);
      const end = path.at(-1);
      return Math.abs(density(157, end.x, end.y) - end.change - density(0.01, path[0].x, path[0].y));
    }).sort();
    return `${errors[100].toExponential(1)}; ${errors[199].toExponential(1)}`;
  });
  for (const n of [128, 256])
    measure(
      `Fokker-Planck, ${n} x ${n}: L1; mass`,
      { 128: '5.7e-4; <= 2e-13', 256: '1.4e-4; <= 2e-13' }[n],
      () => {
        const { distance, drift } = fokkerPlanck(n);
        return `${distance.toExponential(1)}; ${drift.toExponential(0)}`;
      },
    );
  const density = densityOnGrid(RING, 1, 0, 128, 4);
  for (const [sigma, single, double] of [
    [0.05, '1e-6', '1e-14'],
    [0.1, '18', '8e-7'],
    [0.15, '9e13', '3e7'],
  ])
    measure(`heat undone, sigma ${sigma}: L1 in float32; in float64`, `${single}; ${double}`, () => {
      const blurred = heat(density, sigma ** 2, 'float64');
      const error = (precision) =>
        l1Distance(density, heat(blurred, -(sigma ** 2), precision).density).toExponential(0);
      return `${error('float32')}; ${error('float64')}`;
    });
  measure('straightness; after one reflow', '2.59; falls', () => {
    const [x0, noise] = [ring(30, 3000), gaussian(31, 3000)];
    const levels = Array.from({ length: 10 }, (_, i) => (i + 0.5) / 10);
    const end = flowPaths(RING, noise, 40).slice(-noise.length);
    return `${straightness(x0, noise, levels, 0.1).toFixed(2)}; ${straightness(end, noise, levels, 0.1).toFixed(3)}`;
  });
  const network = {
    300: '.036, .011',
    1000: '.008, .005',
    3000: '.0036, .0008',
    6000: '.0019, .0021',
  };
  const updates = Object.keys(network).map(Number);
  let at = 0;
  for await (const { estimate, ms } of learned(updates)) {
    const n = updates[at++];
    measure(`the network after ${n}: loss - floor, energy distance`, network[n], () => {
      const { excess } = fieldError(estimate);
      const distance = energyDistance(wayBack({ way: 'heun', g: 0 }, 50, estimate), truth);
      return `${two(excess.mean)}, ${two(distance)}`;
    });
    measure(`the network after ${n}: squared error of its field`, 'as loss - floor', () =>
      two(fieldError(estimate).distance.mean),
    );
    measure(`the network after ${n}: ms an update on one thread`, '', () => two(ms));
  }
  const set = equalMixture(drawPlane('moons', RING, key(1), new Float32Array(2 * 1024)), 0);
  measure('an evaluation of the score, 20,000 points of the ring: ms', '', () => {
    const estimate = exactEstimate(RING);
    const [points, out] = [Float64Array.from(gaussian(3, 20_000)), new Float64Array(40_000)];
    const started = performance.now();
    for (let i = 1; i <= 20; i++) estimate(points, i / 10, out);
    return two((performance.now() - started) / 20);
  });
  measure('40 x 40 arrows of 1,024 points: ms', '<= 1,000', () => {
    const field = new PlaneField(set, linear.alphaBar[300], linear.oneMinusAlphaBar[300]);
    const started = performance.now();
    for (let i = 0; i < 1600; i++) field.look((i % 40) / 7 - 3, Math.floor(i / 40) / 7 - 3);
    return two(performance.now() - started);
  });
  return {
    rows,
    notes: ['Straightness is measured by means over near pairs, whose small number adds 5 to 10 %.'],
  };
}
