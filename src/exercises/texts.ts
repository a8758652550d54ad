import { exponential, fixed, precise, withMinusSign } from '../diffusion/numbers/formatNumber';
import type { ScheduleName } from '../diffusion/schedule';

const LOWERED = '₀₁₂₃₄₅₆₇₈₉';

/** A t as an index: ₄₉₉. */
const sub = (t: number): string => String(t).replaceAll(/\d/g, (digit) => LOWERED[Number(digit)]);

/** A number as it was drawn, with a true minus sign. */
const plain = (value: number): string => withMinusSign(String(value));

/** Four figures, so that a result follows to a thousandth. */
const four = (value: number): string => precise(value, 4);

/** The words of the exercises: what is asked, with its numbers, a hint, and what each known mistake is answered. */
export const TEXTS = {
  equalTerms: {
    title: 'Equal terms',
    question: (schedule: ScheduleName, decibels: number): string =>
      `The signal-to-noise ratio of xₜ is ᾱₜ / (1 − ᾱₜ). In decibels it is 10 log₁₀ of that. At which t does the schedule “${schedule}” have ${plain(decibels)} dB?`,
    hint: 'Solve for ᾱₜ first. The plot can show the SNR, too.',
    t: 't',
    turned: (decibels: number): string => `That is the t of ${plain(-decibels)} dB.`,
    twenty: 'The SNR is a ratio of variances, not of weights: 10 log₁₀, not 20.',
  },
  keepAtOne: {
    title: 'Keep it at 1',
    question: (a: number, beta: number, n: number): string =>
      `xₙ = ${a} xₙ₋₁ + √${beta} εₙ, where each εₙ is independent and has variance 1. x₀ has variance 1. What is the variance of x${sub(n)}?`,
    hint: 'Take two steps by hand. What does a step do to the variance?',
    variance: (n: number): string => `Var(x${sub(n)})`,
    notSquared: 'A weight acts on the variance as its square.',
    deviations: 'Standard deviations do not add. Only variances of independent parts do.',
  },
  oneJump: {
    title: 'One jump',
    question: (s: number, t: number): string =>
      `From x${sub(s)} to x${sub(t)} in one jump: x${sub(t)} = A x${sub(s)} + B ε. What are A and B?`,
    hint: `Move the slider to both t, read both ᾱ, and divide.`,
    a: 'A',
    b: 'B',
    fromZero: 'That is the weight of x₀. This jump does not start there.',
    notRoot: 'That is A². A weight is the root.',
    notDivided: 'Part of the noise was there before, and shrinks with x. Divide by ᾱ of the start.',
    wholeNoise: 'That is all the noise since x₀. Part of it was there before the jump.',
  },
  oneStepBack: {
    title: 'One step back',
    question: (t: number, x0: number, xt: number): string =>
      `x₀ = ${plain(x0)} and x${sub(t)} = ${plain(xt)} are known. What are the mean and the variance of x${sub(t - 1)}?`,
    given: (t: number, beta: number, noise: number, noiseBefore: number): string =>
      `β${sub(t)} = ${four(beta)}, 1 − ᾱ${sub(t)} = ${four(noise)}, 1 − ᾱ${sub(t - 1)} = ${four(noiseBefore)}.`,
    hint: 'Two bells are multiplied: one from x₀, one from xₜ. Their precisions (1 / variance) add up.',
    mean: 'mean',
    variance: 'variance',
    swapped: 'The weights are swapped. The more noise there already is, the more xₜ counts.',
    beta: 'That is β. x₀ is known, too, and tells you more than that.',
    deviation: 'That is the standard deviation.',
  },
  fromNoise: {
    title: 'From noise to digit',
    question: (t: number, xt: number, epsilonHat: number): string =>
      `At t = ${t} a pixel of xₜ is ${plain(xt)}, and the network says ε̂ = ${plain(epsilonHat)}. What is x̂₀ of this pixel, before and after it is clipped to [−1, 1]?`,
    hint: 'Write xₜ as a sum of x₀ and ε first. Then put ε̂ in and solve for x₀.',
    before: 'x̂₀ before',
    after: 'x̂₀ after',
    notRoot: 'A weight is the root of ᾱ, not ᾱ.',
    noiseNotRoot: 'The weight of the noise is the root of 1 − ᾱ.',
    notClipped: 'Pixels end at −1 and 1.',
  },
  score: {
    title: 'Score',
    question: (t: number, x: number): string =>
      `Of the data, 3 in 10 lie in a heap at −1 and 7 in 10 in a heap at 1, both with standard deviation 0.1. At t = ${t}, what is the score d/dx log pₜ(x) at x = ${plain(x)}?`,
    given: (t: number, alphaBar: number): string => `ᾱ${sub(t)} = ${four(alphaBar)}.`,
    hint: 'What is the mean of x₀, given xₜ = x? It turns into the mean of ε, and that into the score.',
    score: 'score',
    sign: 'Which way is uphill? The score points there.',
    notRoot: 'ε has variance 1, its part of xₜ does not: divide by the root of 1 − ᾱₜ.',
    epsilon: 'That is the mean of ε. The score is −ε / √(1 − ᾱₜ).',
  },
  whichT: {
    title: 'Which t?',
    question:
      'White noise was added to this digit. Find the t of the noisy picture at which the mean of the 8 results comes nearest to the original: a PSNR within 1 dB of the best.',
    hint: 'Try t = 100 and t = 400, and compare the PSNR of the mean.',
    t: 't',
    range: 'A number from 1 to 1000.',
    small: 'That t is too small: noise is left in the results.',
    large: 'That t is too large: more noise was added first, and it hides what was there.',
  },
  whenDecided: {
    title: 'When is it decided?',
    question:
      'From a small t all 8 tries bring back this digit, from a large one anything. What is the smallest starting t, in fifties, from which at least 2 of the 8 tries are another digit?',
    hint: 'Halve: try 500, then the middle of the part where it must be.',
    from: 'starting t',
    fifties: 'Only in fifties: 50, 100, 150 and so on.',
    half: 'At t = 260 half of the variance is noise, but not half of the meaning.',
    late: 'It is lost long before.',
  },
  fiveStrips: {
    title: 'Five strips without names',
    question:
      'Five ways back from noise, on the same particles. Which is which? 30 % of the data lie at −1 and 70 % at 1, both with standard deviation 0.1.',
    hint: 'First the share of each, then its spread. Of two that are right, one does not begin in pure noise.',
    strip: (i: number): string => `strip ${i + 1}`,
    rules: {
      ddpm: 'DDPM',
      'ddim-20': 'DDIM in 20 steps',
      'no-noise': 'DDPM without z',
      'mid-start': 'DDPM, started in the middle',
      additive: 'additive process',
    },
    spread: 'Look at the spread: it is too small for DDPM.',
    share: 'Look at the share: DDPM has 0.7.',
  },
  copyOrNot: {
    title: 'Copy or not?',
    question: (tile: number, label: number): string =>
      `Picture ${tile} of the grid and its nearest training digit. Of the unseen ${label}s, what percentage lies nearer to a training digit than this picture? And what follows? (Below 5 % the page calls it unusually near.)`,
    hint: 'In the histogram, compare the area to the left of the mark with the whole.',
    share: 'percent nearer',
    verdict: 'this is',
    verdicts: {
      usual: 'no sign of a copy',
      near: 'unusually near: look at both',
      copy: 'a copy',
    },
    smaller: 'A small distance: smaller than what? Unseen digits come as near.',
  },
  bugHunt: {
    title: 'Bug hunt',
    question:
      'One line of this program is wrong. Three probes: two seeds, the spread at every t, the guess at every t. What is the wrong line about?',
    hint: 'Do two seeds lead to two digits? If not, something random is missing. If they do, look where the spread or the guess leaves the right curve first.',
    line: 'it is about',
    spread: 'Look at the spread half-way: does it shrink step by step, or all at once?',
    seeds: 'There is noise in every step. Is it new each time?',
  },
  ownSchedule: {
    title: 'A schedule of your own',
    question: (from: number, to: number): string =>
      `Draw a curve of β by hand so that half of the variance is noise for the first time at a t from ${from} to ${to}, the end differs from N(0, I) by less than ${exponential(1e-4, 0)} bits a pixel, and no β is above 0.1.`,
    hint: 'The last knots decide about the end, the first ones about the half.',
    link: 'link of your curve',
    noCurve: 'This link has no curve drawn by hand with 1,000 steps.',
    neverHalf: 'With this curve half of the variance is never noise.',
    half: (t: number): string => `With this curve half of it is noise at t = ${t}.`,
    kl: (bits: number): string =>
      `Your end still holds the digit: it differs from N(0, I) by ${exponential(bits, 1)} bits a pixel.`,
    beta: (beta: number): string => `One step does too much: the largest β is ${fixed(beta, 3)}.`,
  },
} as const;
