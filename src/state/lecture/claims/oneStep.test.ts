import { expect, it } from 'vitest';
import { fingerprint, runParticles } from '../../../diffusion/bugs/particles';
import { programs } from '../../../diffusion/bugs/programs';
import { digit } from '../../../data/pack';
import { fillGaussian, key } from '../../../diffusion/random';
import { readPack, readShipped, rms } from '../../../engine/worker/sampling/shippedOnCpu.test-helper';

it('in pure noise the network’s guess is grey, and nearly the same for every noise', async () => {
  const network = readShipped();
  const guesses = [1, 2, 3].map((k) => network.ask('x0', fillGaussian(key(k), new Float32Array(784)), 1000));
  const apart = [rms(guesses[0], guesses[1]), rms(guesses[0], guesses[2]), rms(guesses[1], guesses[2])];
  expect(Math.max(...apart)).toBeLessThan(0.2);
  expect(Math.max(...guesses[0])).toBeLessThan(0.5);
  // Two digits differ by far more.
  const pack = await readPack('train-0');
  expect(rms(digit(pack, 7), digit(pack, 0))).toBeGreaterThan(3 * Math.max(...apart));
});

it('in one step all particles go to 0.4, where nothing belongs; in 50 they find both heaps', () => {
  const { right, wrong } = programs('one-step');
  expect([right, wrong].map(({ times }) => times.length)).toEqual([50, 1]);
  const [many, one] = [right, wrong].map((program) => runParticles(program, 42, 1000));
  for (const x of one.states[1]) expect(Math.abs(x - 0.4)).toBeLessThan(0.03);
  expect(fingerprint(one).lost).toBe(1);
  expect(Math.abs(fingerprint(many).share - 0.7)).toBeLessThan(0.03);
  expect(fingerprint(many).lost).toBeLessThan(0.01);
});
