import { fillGaussian, fold, key } from '../../src/diffusion/random';
import { makeSchedule } from '../../src/diffusion/schedule';
import { reverseWalk } from '../../src/diffusion/walk';
import type { CompiledNetwork } from '../../src/model/compiledNetwork';
import { makeTables } from '../../src/model/tables';

const T = 640;

/** How many pixels of the noise that a step draws on the device are other bits than in JavaScript. */
export async function otherNoise(compiled: CompiledNetwork): Promise<number> {
  const { network, weights } = compiled;
  const stream = fold(key(2 ** 40 + 7), 3);
  const tables = makeTables(network, weights, {
    schedule: makeSchedule('linear'),
    // A step that leaves nothing but noise.
    moves: reverseWalk([T]).map((operation) => ({ operation, c: { x0: 0, xt: 0, noise: 1 } })),
    labels: [network.classes],
    guidance: 0,
    known: false,
    frames: 0,
    every: 1,
  });
  const state = new Float32Array(network.size ** 2);
  const run = compiled.run(tables, { state, keys: [[stream, key(0)]], frames: 0 });
  run.move(0, 'step');
  const { state: noise } = await run.read(0, 0);
  run.destroy();
  const expected = fillGaussian(fold(stream, T), new Float32Array(network.size ** 2));
  return expected.filter((value, i) => value !== noise[i]).length;
}
