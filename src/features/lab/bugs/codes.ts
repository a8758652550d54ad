import type { Bug } from '../../../diffusion/bugs/names';

/** Some lines of Python with one that is wrong. */
export interface Code {
  readonly before: readonly string[];
  readonly wrong: string;
  readonly right: string;
  readonly after: readonly string[];
}

const START = 'x = randn()';
const LOOP = 'for i in reversed(range(50)):';
const TIMES = '    t, s = times[i], times[i - 1] if i > 0 else 0';
const ASK = '    eps = network(x, t)';
const GUESS = '    x0 = clip((x - sqrt(1 - ab[t]) * eps) / sqrt(ab[t]), -1, 1)';
const POSTERIOR = '    mean, sigma = posterior(x0, x, t, s)';
const FRESH = '    z = randn()';
const STEP = '    x = mean + sigma * z';
const FITS = '    eps = (x - sqrt(ab[t]) * x0) / sqrt(1 - ab[t])';
const DDIM = '    x = sqrt(ab[s]) * x0 + sqrt(1 - ab[s]) * eps';

/** The lines that a program has, the wrong one and the right one beside each other. Times ascend; ab is the product of all 1 - beta. */
export const CODES: Readonly<Record<Bug, Code>> = {
  'no-noise': {
    before: [START, LOOP, TIMES, ASK, GUESS, POSTERIOR, FRESH],
    wrong: '    x = mean',
    right: STEP,
    after: [],
  },
  'wrong-t': {
    before: [START, LOOP, TIMES],
    wrong: '    eps = network(x, i + 1)',
    right: ASK,
    after: [GUESS, POSTERIOR, FRESH, STEP],
  },
  'no-clip': {
    before: [START, LOOP.replace('50', '10'), TIMES, ASK],
    wrong: '    x0 = (x - sqrt(1 - ab[t]) * eps) / sqrt(ab[t])',
    right: GUESS,
    after: [FITS, DDIM],
  },
  'skipped-betas': {
    before: [START, LOOP, TIMES, ASK, GUESS],
    wrong: '    mean, sigma = posterior(x0, x, t, t - 1)',
    right: POSTERIOR,
    after: [FRESH, STEP],
  },
  'same-betas': {
    before: ['T = 100'],
    wrong: 'betas = linspace(0.0001, 0.02, T)',
    right: 'betas = 1 - (1 - linspace(0.0001, 0.02, T)) ** (1000 / T)',
    after: ['ab = cumprod(1 - betas)', 'network = train(images, ab)', 'sample(network, betas, x=randn())'],
  },
  index: {
    before: ['ab = cumprod(1 - betas)    # ab[0] is that of t = 1', START, LOOP, TIMES, ASK, GUESS, FITS].map(
      (line) => line.replaceAll('ab[t]', 'ab[t - 1]'),
    ),
    wrong: '    before = ab[s - 1]',
    right: '    before = ab[s - 1] if s > 0 else 1',
    after: ['    x = sqrt(before) * x0 + sqrt(1 - before) * eps'],
  },
  'same-noise': {
    before: [START, LOOP, TIMES, ASK, GUESS, POSTERIOR],
    wrong: '    z = randn(seed=7)',
    right: FRESH,
    after: [STEP],
  },
  'last-step': {
    before: [
      't = randint(1, T)',
      'before = sqrt(ab[t - 1]) * x0 + sqrt(1 - ab[t - 1]) * randn()',
      'last = randn()',
      'x = sqrt(1 - betas[t]) * before + sqrt(betas[t]) * last',
    ],
    wrong: 'target = last',
    right: 'target = (x - sqrt(ab[t]) * x0) / sqrt(1 - ab[t])',
    after: ['loss = mean((network(x, t) - target) ** 2)'],
  },
  'no-root': {
    before: [START, LOOP, TIMES, ASK, '    beta = 1 - ab[t] / ab[s]'],
    wrong: '    mean = x - beta / sqrt(1 - ab[t]) * eps',
    right: '    mean = (x - beta / sqrt(1 - ab[t]) * eps) / sqrt(1 - beta)',
    after: ['    x = mean + sigma(t, s) * randn()'],
  },
  'one-step': {
    before: ['T = 1000'],
    wrong: 'times = [T]',
    right: 'times = linspace(1, T, 50).round()',
    after: [START, 'for i in reversed(range(len(times))):', TIMES, ASK, GUESS, FITS, DDIM],
  },
  'raw-weights': {
    before: [
      'for update in range(updates):',
      '    weights = weights - adam(gradient(loss, weights))',
      '    last = (last + [weights])[-100:]',
    ],
    wrong: 'network = Network(weights)',
    right: 'network = Network(mean(last))',
    after: ['sample(network)'],
  },
};
