import { beforeAll, expect, it } from 'vitest';
import { BUGS, runsOnDigits, type Bug, type Side } from '../../../diffusion/bugs/names';
import { programs, type Program } from '../../../diffusion/bugs/programs';
import { ProgramRun } from '../../../diffusion/bugs/run';
import { rmsDifference } from '../../../diffusion/pictures/similarity';
import { sampleKey } from '../../../diffusion/random';
import type { ScheduleRequest } from '../../protocol/schedule';
import type { LoadedNetwork } from '../networks/loadedNetwork';
import { NetworkEvaluator } from '../networks/networkEvaluator';
import { loadShipped, never } from '../networks/shipped.test-helper';
import { planSchedule } from '../requests/validate';

// What the Lab's bugs do to digits of the shipped network, in numbers.

const SEED = 42;
const NOISES = [0, 1];
const SIZE = 28;
const PIXELS = SIZE * SIZE;

let network: LoadedNetwork;
beforeAll(async () => {
  network = await loadShipped();
});

/** The results of a program from two noises, without a class. */
async function draw(program: Program): Promise<Float32Array[]> {
  const { schedule, times } = program;
  const { name, T, beta } = schedule;
  const request: ScheduleRequest = { name: 'linear', T, ...(name === 'custom' && { beta: beta.slice(1) }) };
  const keys = NOISES.map((i) => sampleKey(SEED, 'reverse', i));
  const run = new ProgramRun(program, keys, PIXELS, 1);
  const told = Array.from(times, (t, i) => program.told?.(i) ?? t);
  const labels = NOISES.map(() => 10);
  const { denoiser } = network;
  const evaluator = await NetworkEvaluator.create(denoiser, planSchedule(request), told, labels, never);
  while (run.t > 0) {
    const [epsilonHat] = await evaluator.evaluate(run.x, run.told, ['epsilon'], never);
    run.step(epsilonHat);
  }
  evaluator.dispose();
  return NOISES.map((i) => run.x.slice(i * PIXELS, (i + 1) * PIXELS));
}

/** Root mean square difference of neighbours in a row: what is grainy has much of it. */
function grain(pixels: Float32Array): number {
  const shifted = pixels.map((value, i) => (i % SIZE === 0 ? value : pixels[i - 1]));
  return rmsDifference(pixels, shifted);
}

/** How far both results differ, and the grain of the first. Pure noise has 1.41 of both. */
type Numbers = readonly [difference: number, grain: number];
const RIGHT: Numbers = [0.632, 0.336];
const WRONG: Readonly<Record<Bug, Numbers | null>> = {
  'no-noise': [0.044, 0.359],
  'wrong-t': [0.805, 0.778],
  'no-clip': [0.749, 0.47],
  'skipped-betas': [0.986, 0.958],
  'same-betas': [0.889, 0.421],
  index: [1.301, 1.283],
  'same-noise': [1.043, 0.956],
  'last-step': [1.083, 1.009],
  // It hides.
  'no-root': [0.629, 0.384],
  'one-step': [0.066, 0.098],
  'raw-weights': null,
};

async function expectNumbers(bug: Bug, side: Side, [difference, grained]: Numbers): Promise<void> {
  const [a, b] = await draw(programs(bug)[side]);
  expect(Math.abs(rmsDifference(a, b) - difference)).toBeLessThan(0.02);
  expect(Math.abs(grain(a) - grained)).toBeLessThan(0.02);
}

it('draws two digits without a bug', () => expectNumbers('no-noise', 'right', RIGHT));

it.each(BUGS.filter(runsOnDigits))('knows the fingerprint of %s', (bug) =>
  expectNumbers(bug, 'wrong', WRONG[bug] ?? RIGHT),
);
