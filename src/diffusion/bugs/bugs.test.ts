import { describe, expect, it } from 'vitest';
import { TWO_MODES } from '../mixture';
import { fillGaussian, key, fold } from '../random';
import { makeSchedule } from '../schedule';
import { BUGS, SIDES, type Bug, type Side } from './names';
import { fingerprint, runParticles, type Fingerprint, type ParticleRun } from './particles';
import { programs, STEPS } from './programs';
import { RIDDLES, riddleOf } from './riddle';
import { ProgramRun, spreadOf } from './run';

const COUNT = 4000;
const SEED = 42;
const runs = new Map<string, ParticleRun>();
function runOf(bug: Bug, side: Side, seed = SEED): ParticleRun {
  const name = [bug, side, seed].join();
  const run = runs.get(name) ?? runParticles(programs(bug, 'linear', seed)[side], seed, COUNT);
  runs.set(name, run);
  return run;
}
const printOf = (bug: Bug, side: Side, seed = SEED): Fingerprint => fingerprint(runOf(bug, side, seed));

/** Share right of 0, spread, share in no heap, spread of the first x0Hat; the data have 0.7, 0.922 and 0. */
type Numbers = readonly [share: number, spread: number, lost: number, guess: number];
const FINGERPRINTS: Readonly<Record<Bug, Readonly<Record<Side, Numbers>>>> = {
  'no-noise': { right: [0.705, 0.911, 0, 0.005], wrong: [1, 0, 0, 0.005] },
  'wrong-t': { right: [0.705, 0.911, 0, 0.005], wrong: [0.495, 1.054, 0.003, 1.299] },
  'no-clip': { right: [0.65, 0.933, 0.045, 1.244], wrong: [0.643, 0.95, 0.043, 7.928] },
  'skipped-betas': { right: [0.705, 0.911, 0, 0.005], wrong: [0.522, 0.859, 0.392, 0.005] },
  'same-betas': { right: [0.699, 0.916, 0, 0.005], wrong: [0.625, 0.97, 0, 0.592] },
  index: { right: [0.693, 0.921, 0, 0.005], wrong: [0.517, 0.084, 1, 0.005] },
  'same-noise': { right: [0.705, 0.911, 0, 0.005], wrong: [0.554, 1.159, 0, 0.005] },
  'last-step': { right: [0.705, 0.911, 0, 0.005], wrong: [0.512, 1.025, 0.145, 1.298] },
  'no-root': { right: [0.705, 0.911, 0, 0.005], wrong: [0.721, 0.873, 0, 0.005] },
  'one-step': { right: [0.693, 0.921, 0, 0.005], wrong: [1, 0.005, 1, 0.005] },
  'raw-weights': { right: [0.703, 0.913, 0, 1.183], wrong: [0.772, 0.853, 0, 1.128] },
};

describe('a fingerprint', () => {
  it.each(BUGS)('of %s is what the museum says of it', (bug) => {
    for (const side of SIDES) {
      const { share, spread, lost, guess } = printOf(bug, side);
      [share, spread, lost, guess].forEach((value, i) =>
        expect(Math.abs(value - FINGERPRINTS[bug][side][i]), `${side}, number ${i}`).toBeLessThan(0.005),
      );
    }
  });

  it('is nearly the same for another seed', () => {
    // Another seed is another training, too.
    for (const bug of BUGS.filter((each) => each !== 'raw-weights')) {
      const [a, b] = [printOf(bug, 'wrong'), printOf(bug, 'wrong', 7)];
      // Four standard errors of a difference of shares.
      expect(Math.abs(a.share - b.share), bug).toBeLessThan(4 * Math.sqrt(0.5 / COUNT));
      expect(Math.abs(a.spread - b.spread), bug).toBeLessThan(0.04);
    }
  });
});

describe('what the museum tells', () => {
  it('without fresh noise all end on one point, but from two equal heaps in both', () => {
    const { wrong } = programs('no-noise');
    const equal = runParticles(wrong, SEED, COUNT, { ...TWO_MODES, weights: [0.5, 0.5] });
    const last = equal.states[STEPS];
    expect(fingerprint(equal).lost).toBeLessThan(0.002);
    expect(Math.abs(fingerprint(equal).share - 0.5)).toBeLessThan(0.05);
    // Each heap has become a point.
    expect(spreadOf(last.filter((x) => x > 0))).toBeLessThan(0.05);
    expect(printOf('no-noise', 'wrong').spread).toBeLessThan(0.001);
  });

  it('tells the number of the step in the place of t', () => {
    const { wrong } = programs('wrong-t');
    expect([0, 1, STEPS - 1].map((i) => wrong.told?.(i))).toEqual([STEPS, STEPS - 1, 1]);
  });

  it('lets the first guess go far outside the data where it is not clipped', () => {
    expect(printOf('no-clip', 'wrong').guess).toBeGreaterThan(6 * printOf('no-clip', 'right').guess);
    const furthest = (side: Side): number => Math.max(...runOf('no-clip', side).spreads);
    expect(furthest('wrong')).toBeGreaterThan(1.3);
    expect(furthest('right')).toBeLessThan(1.2);
  });

  it('ends the short schedule long before noise: the old betas leave the data 60 % of their weight', () => {
    const { right, wrong } = programs('same-betas');
    expect(Math.sqrt(wrong.schedule.alphaBar[100])).toBeCloseTo(0.603, 3);
    expect(right.schedule.alphaBar[100]).toBeLessThan(1e-4);
    expect([wrong.schedule.beta[1], wrong.schedule.beta[100]]).toEqual([1e-4, 0.02]);
  });

  it('is right until the last step, where the index leads back to noise', () => {
    const [right, wrong] = [runOf('index', 'right'), runOf('index', 'wrong')];
    expect(wrong.states.slice(0, STEPS)).toEqual(right.states.slice(0, STEPS));
    const { step, schedule } = programs('index').wrong;
    expect(step(1, 0).x0 + Math.sqrt(schedule.alphaBar[1]) * step(1, 0).xt).toBeCloseTo(
      Math.sqrt(schedule.alphaBar[1000]),
      10,
    );
  });

  it('drives particles far out where all steps have the same noise', () => {
    const peak = (side: Side): number => Math.max(...runOf('same-noise', side).spreads);
    expect(peak('wrong')).toBeGreaterThan(3.5);
    expect(peak('right')).toBeLessThan(1.05);
  });

  it('knows the mean of the last step’s noise from all the noise', () => {
    const { beta, alphaBar, oneMinusAlphaBar } = makeSchedule('linear');
    const draws = 200_000;
    for (const t of [2, 300, 1000]) {
      const [before, last] = [0, 1].map((i) => fillGaussian(fold(key(t), i), new Float32Array(draws)));
      let [product, square] = [0, 0];
      before.forEach((earlier, i) => {
        // All the noise in x_t, by x_t = sqrt(1 - beta) x_{t-1} + sqrt(beta) last.
        const noise =
          Math.sqrt((1 - beta[t]) * (1 - alphaBar[t - 1])) * earlier + Math.sqrt(beta[t]) * last[i];
        const epsilon = noise / Math.sqrt(oneMinusAlphaBar[t]);
        product += epsilon * last[i];
        square += epsilon * epsilon;
      });
      expect(Math.abs(product / square - (programs('last-step').wrong.factor?.(t) ?? NaN))).toBeLessThan(
        5 / Math.sqrt(draws),
      );
    }
  });

  it('lets the spread fall on the way where the root is left out', () => {
    const least = (side: Side): number => Math.min(...runOf('no-root', side).spreads);
    expect(least('wrong')).toBeLessThan(0.75);
    expect(least('right')).toBeGreaterThan(0.88);
  });

  it('leads all particles to the mean of the data in one step', () => {
    const { states } = runOf('one-step', 'wrong');
    expect(states).toHaveLength(2);
    for (const x of states[1]) expect(Math.abs(x - 0.4)).toBeLessThan(0.03);
  });

  it('makes the shares of newest weights jump from training to training, not those of averaged ones', () => {
    const sharesOf = (side: Side) =>
      Float32Array.from({ length: 8 }, (_, training) => {
        const program = programs('raw-weights', 'linear', training)[side];
        // The same noise for all.
        return fingerprint(runParticles(program, SEED, 1000)).share;
      });
    expect(spreadOf(sharesOf('wrong'))).toBeGreaterThan(4 * spreadOf(sharesOf('right')));
    expect(spreadOf(sharesOf('right'))).toBeLessThan(0.01);
  });
});

describe('a run', () => {
  it('draws each sample by a key of its own, and clips to the range of its data', () => {
    const { wrong } = programs('one-step');
    const run = new ProgramRun(wrong, [key(1), key(2)], 3, 0.5);
    expect([...run.x]).toEqual(
      [1, 2].flatMap((seed) => [...fillGaussian(fold(key(seed), 0), new Float32Array(3))]),
    );
    expect([run.t, run.told]).toEqual([1000, 1000]);
    const x0Hat = run.step(new Float32Array(6).fill(-10));
    expect([...x0Hat].every((value) => Math.abs(value) === 0.5)).toBe(true);
    expect(run.t).toBe(0);
    expect([...run.x]).toEqual([...x0Hat]);
  });
});

it('a riddle has one bug a seed, and each bug has its riddles', () => {
  const bugs = Array.from({ length: 200 }, (_, seed) => riddleOf(seed));
  expect(new Set(bugs)).toEqual(new Set(RIDDLES));
  expect(RIDDLES).not.toContain('raw-weights');
  expect(riddleOf(5)).toBe(bugs[5]);
});
