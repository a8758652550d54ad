/**
 * The full-loop sums of the scheduler tests of Hugging Face's diffusers, through the public functions of this layer.
 * Their setting: x of shape [4, 3, 8, 8], model(x, t) = x t / (t + 1), T = 1000, beta from 1e-4 to 0.02 linearly,
 * x0Hat clipped to [-1, 1], posterior variance; their t counts from 0, ours from 1.
 */
import { describe, expect, it } from 'vitest';
import { addNoise } from './forward';
import { mix } from './mix';
import { conversion, type Prediction } from './training/parameterization';
import { customSchedule, makeSchedule, type Schedule } from './schedule';
import { ddimStep, ddpmStep, type StepCoefficients } from './steps';
import { timesteps } from './timesteps';

const SIZE = 768;
const sample = permuted((i) => i / SIZE);
const noise = permuted((i) => (SIZE - 1 - i) / SIZE);
const linear = makeSchedule('linear');

type Step = (t: number, tPrev: number) => StepCoefficients;

describe('DDPM, torch seed 0', () => {
  const step: Step = (t, tPrev) => ddpmStep(linear, t, tPrev);

  it('epsilon, 1000 steps', () => {
    expectSums(run(linear, sample, timesteps(1000, 1000), step, 'epsilon', torchNoise(0)), 258.9606, 0.3372);
  });

  it('v-prediction, 1000 steps', () => {
    expectSums(run(linear, sample, timesteps(1000, 1000), step, 'v', torchNoise(0)), 202.0296, 0.2631);
  });

  it('noise added to t = 1, then the last two steps', () => {
    const lastTwo = (s: Schedule): Float32Array => {
      const noisy = addNoise(s, 2, sample, noise, new Float32Array(SIZE));
      const times = timesteps(1000, 2, 'linspace', 2);
      return run(s, noisy, times, (t, tPrev) => ddpmStep(s, t, tPrev), 'epsilon', torchNoise(0));
    };
    // Their schedule is float32, where 1 - alphaBar_1 is 1.6e-4 too large; that is in their sum.
    expectSums(lastTwo(inFloat32(linear)), 387.9466, 0.5051);
    // The same loop in NumPy with a float64 schedule.
    expectSums(lastTwo(linear), 387.96725, 0.50517);
  });
});

describe('DDIM, 10 steps from t = 900, eta 0', () => {
  const times = timesteps(1000, 10, 'leading');
  const step: Step = (t, tPrev) => ddimStep(linear, t, tPrev, 0);
  const steep = customSchedule(Float64Array.from({ length: 1000 }, (_, i) => 0.01 + (i / 999) * 0.01));
  const steepStep: Step = (t, tPrev) => ddimStep(steep, t, tPrev, 0);

  it('epsilon', () => {
    expect([...times]).toEqual([901, 801, 701, 601, 501, 401, 301, 201, 101, 1]);
    expectSums(run(linear, sample, times, step, 'epsilon'), 172.0067, 0.223967);
  });

  it('v-prediction', () => {
    expectSums(run(linear, sample, times, step, 'v'), 52.5302, 0.0684);
  });

  it('beta from 0.01, down to alpha = 1', () => {
    expectSums(run(steep, sample, times, steepStep, 'epsilon'), 149.8295, 0.1951);
  });

  it('beta from 0.01, down to alpha of the first timestep', () => {
    // Their last step then leads from t = 1 to t = 1: it changes nothing.
    expectSums(run(steep, sample, times, steepStep, 'epsilon', undefined, 1), 149.0784, 0.1941);
  });

  it('noise added, then the last two steps', () => {
    const noisy = addNoise(linear, 101, sample, noise, new Float32Array(SIZE));
    expectSums(run(linear, noisy, times.subarray(8), step, 'epsilon'), 354.5418, 0.4616);
  });
});

describe('variances', () => {
  it.each([
    [0, 0],
    [487, 0.00979],
    [999, 0.02],
  ])('DDPM at their t = %i', (t, variance) => {
    expect(Math.abs(ddpmStep(linear, t + 1).noise ** 2 - variance)).toBeLessThan(1e-5);
  });

  it.each([
    [420, 400, 0.14771],
    [980, 960, 0.3246],
  ])('DDIM from their t = %i to %i', (t, tPrev, variance) => {
    expect(Math.abs(ddimStep(linear, t + 1, tPrev + 1, 1).noise ** 2 - variance)).toBeLessThan(1e-5);
  });
});

function expectSums(x: Float32Array, sumOfMagnitudes: number, meanOfMagnitudes: number): void {
  const sum = x.reduce((total, value) => total + Math.abs(value), 0);
  expect(Math.abs(sum - sumOfMagnitudes)).toBeLessThan(1e-2);
  expect(Math.abs(sum / SIZE - meanOfMagnitudes)).toBeLessThan(1e-3);
}

function run(
  s: Schedule,
  start: Float32Array,
  times: Int32Array,
  step: Step,
  prediction: Prediction,
  z?: () => Float32Array,
  until = 0,
): Float32Array {
  const x = start.slice();
  const output = new Float32Array(SIZE);
  const x0Hat = new Float32Array(SIZE);
  const none = new Float32Array(SIZE);
  times.forEach((t, i) => {
    if (t === until) return;
    x.forEach((value, j) => (output[j] = (value * (t - 1)) / t));
    const toX0 = conversion(s, t, prediction, 'x0');
    mix(toX0.xt, x, toX0.output, output, x0Hat);
    const c = step(t, times[i + 1] ?? 0);
    const fresh = c.noise > 0 && z ? z() : none;
    for (let j = 0; j < SIZE; j++) {
      x[j] = c.x0 * Math.min(1, Math.max(-1, x0Hat[j])) + c.xt * x[j] + c.noise * fresh[j];
    }
  });
  return x;
}

/** The schedule as torch computes it: a float32 cumulative product, and everything else by subtraction from it. */
function inFloat32(s: Schedule): Schedule {
  const alphaBar = s.alphaBar.slice();
  for (let t = 1; t <= s.T; t++)
    alphaBar[t] = Math.fround(alphaBar[t - 1] * Math.fround(1 - Math.fround(s.beta[t])));
  const oneMinusAlphaBar = alphaBar.map((a) => Math.fround(1 - a));
  const beta = alphaBar.map((a, t) => (t === 0 ? 0 : Math.fround(1 - Math.fround(a / alphaBar[t - 1]))));
  return { ...s, alphaBar, oneMinusAlphaBar, beta };
}

/** value(i) laid out as [3, 8, 8, 4] and permuted to [4, 3, 8, 8]. */
function permuted(value: (i: number) => number): Float32Array {
  return Float32Array.from({ length: SIZE }, (_, j) => value((j % 192) * 4 + Math.floor(j / 192)));
}

/** torch.randn on a CPU: MT19937, 24-bit uniforms, Box and Muller's transform in blocks of 16. */
function torchNoise(seed: number): () => Float32Array {
  const next = mersenneTwister(seed);
  return () => {
    const u = Float32Array.from({ length: SIZE }, () => (next() & 0xffffff) / 2 ** 24);
    for (let block = 0; block < SIZE; block += 16) {
      for (let j = block; j < block + 8; j++) {
        const radius = Math.sqrt(-2 * Math.log(1 - u[j]));
        const angle = 2 * Math.PI * u[j + 8];
        u[j] = radius * Math.cos(angle);
        u[j + 8] = radius * Math.sin(angle);
      }
    }
    return u;
  };
}

/** MT19937 (Matsumoto & Nishimura 1998). */
function mersenneTwister(seed: number): () => number {
  const state = new Uint32Array(624);
  state[0] = seed;
  for (let i = 1; i < 624; i++) state[i] = Math.imul(1812433253, state[i - 1] ^ (state[i - 1] >>> 30)) + i;
  let index = 624;
  return () => {
    if (index === 624) {
      for (let i = 0; i < 624; i++) {
        const y = (state[i] & 0x80000000) | (state[(i + 1) % 624] & 0x7fffffff);
        state[i] = state[(i + 397) % 624] ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
      }
      index = 0;
    }
    let y = state[index++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return (y ^ (y >>> 18)) >>> 0;
  };
}
