import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Bug, Side } from '../diffusion/bugs/names';
import { runParticles } from '../diffusion/bugs/particles';
import { programs } from '../diffusion/bugs/programs';
import { STREAM, fillGaussian, fold, key } from '../diffusion/random';
import { meanSquareError } from '../diffusion/pictures/similarity';
import { TWO_MODES } from '../diffusion/mixture';
import { Particles, rightMode } from '../diffusion/rules';
import { makeSchedule } from '../diffusion/schedule';
import { trainedShapes } from '../model/norms';
import { totalElements } from '../model/shapes';
import { shipped } from '../model/networks/shipped';
import { small } from '../model/networks/small';
import { tiny } from '../model/networks/tiny';

const features = import.meta.dirname;
/** All words of the page, as they stand in the sources. */
const words = [
  ...readdirSync(features, { recursive: true, encoding: 'utf8' })
    .map((file) => join(features, file))
    .filter((file) => /(texts|Texts|mistakes|glossary|looks|names)\.ts$/.test(file)),
  join(features, '../app/texts.ts'),
  join(features, '../ui/lossChart/texts.ts'),
]
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n');

describe('what no sentence says, since it is not so', () => {
  it.each([
    [
      'the squared weights are shares of the variance for data of variance 1 only; MNIST has .38',
      /of the variance should|shares of its variance/i,
    ],
    [
      'at 0 dB the weights are equal, not signal and noise',
      /as much signal as noise|half of it noise|half noise/i,
    ],
    [
      'the mean of results may be farther than one of them; it is nearer than they are on average',
      /nearer to the truth than any/i,
    ],
    ['6 dB more is half the root mean square error, a quarter of the square', /half the error/i],
    ['the shipped network minimised a weighted loss', /training’s own loss/i],
    ['AnoDDPM is DDPM with another noise', /where DDIM leads/i],
    ['L_0 is a likelihood of bytes, and L_T has no network in it', /is a sum of KL/i],
    ['the mode is 1.000, the particles end at .994', /the most probable one/i],
    ['0.6 % of the digit’s weight is left at t = 1000', /until nothing of it is left/i],
    [
      'the paper chooses timesteps by squares; the curve of beta is in its code',
      /quadratic[^\n]{0,80}\(Song, Meng & Ermon 2021\)/i,
    ],
    ['one rule of rounding', /940 thousand/],
  ])('%s', (_, pattern) => {
    expect(words).not.toMatch(pattern);
  });
});

describe('what sentences say', () => {
  it('numbers of weights that are trained are rounded to the nearest thousand', () => {
    const thousands = [tiny, small, shipped].map((network) =>
      Math.round(totalElements(trainedShapes(network).values()) / 1000),
    );
    expect(thousands).toEqual([69, 446, 939]);
    for (const count of thousands) expect(words).toMatch(new RegExp(`\\b${count} thousand`));
    expect(words).toContain('0.94 million parameters');
  });

  it('almost nothing of the digit is left: 0.6 % of its weight', () => {
    expect(words).toContain('until almost nothing of it is left');
    expect(Math.sqrt(makeSchedule('linear').alphaBar[1000])).toBeCloseTo(0.006, 3);
  });

  it('the mean of results has a smaller squared error than they have on average', () => {
    expect(words).toContain('Their mean has a smaller squared error than they have on average');
    const noise = (i: number) => fillGaussian(fold(fold(key(1), STREAM.data), i), new Float32Array(200));
    const [truth, ...results] = Array.from({ length: 9 }, (_, i) => noise(i));
    results[0] = truth.map((value) => value * 0.99); // one that is nearer than the mean
    const mean = truth.map((_, p) => results.reduce((sum, result) => sum + result[p], 0) / results.length);
    const errors = results.map((result) => meanSquareError(result, truth));
    const ofMean = meanSquareError(mean, truth);
    expect(ofMean).toBeLessThan(errors.reduce((a, b) => a + b) / errors.length);
    expect(ofMean).toBeGreaterThan(errors[0]);
  });

  it('6 dB more is half the root mean square error', () => {
    expect(words).toContain('6 dB more means half the root mean square error');
    expect(10 ** (-6 / 20)).toBeCloseTo(0.5, 2);
  });

  it('without fresh noise all particles end near the top of the larger group, not on it', () => {
    expect(words).toContain('near the top of the larger group');
    const particles = new Particles('no-noise', makeSchedule('linear'), TWO_MODES, key(7), 200);
    while (particles.t > 0) particles.step();
    const mean = particles.x.reduce((a, b) => a + b) / particles.x.length;
    expect(mean).toBeCloseTo(0.994, 2);
    expect(mean).toBeLessThan(0.9995);
  });

  it('without fresh noise both of two equal groups are left, each as a point', () => {
    expect(words).toContain('of two equal groups both would be left, each as a point');
    const equal = { ...TWO_MODES, weights: [0.5, 0.5] };
    const particles = new Particles('no-noise', makeSchedule('linear'), equal, key(7), 200);
    while (particles.t > 0) particles.step();
    const { share, std } = rightMode(particles.x);
    expect(Math.abs(share - 0.5)).toBeLessThan(0.15);
    expect(std).toBeLessThan(0.03);
  });

  describe('of real bugs', () => {
    const runOf = (bug: Bug, side: Side) => runParticles(programs(bug)[side], 42, 1000);
    const spreadsOf = (bug: Bug, side: Side = 'wrong') => runOf(bug, side).spreads;
    it.each([
      ['without the limits it lies six times as far out', 'no-clip', 6, 6.9] as const,
      ['the spread is nearly four times as large as it should be', 'same-noise', 3.6, 4] as const,
      ['It should stay near one, and falls to about 0.7', 'no-root', 0.65, 0.75] as const,
      ['the digit still has 60 % of its weight', 'same-betas', 0.595, 0.605] as const,
    ])('%s', (sentence, bug, low, high) => {
      expect(words).toContain(sentence);
      const found = {
        'no-clip': () => runOf(bug, 'wrong').guesses[0] / runOf(bug, 'right').guesses[0],
        'same-noise': () => Math.max(...spreadsOf(bug)) / Math.max(...spreadsOf(bug, 'right')),
        'no-root': () => Math.min(...spreadsOf(bug)),
        'same-betas': () => Math.sqrt(programs(bug).wrong.schedule.alphaBar[100]),
      }[bug]();
      expect(found).toBeGreaterThan(low);
      expect(found).toBeLessThan(high);
    });
  });
});
