import { tensor, tidy } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { fillGaussian, key } from '../diffusion/random';
import { makeSchedule } from '../diffusion/schedule';
import { openBackend } from './openBackend';
import { evaluatePlainly } from './prove';
import { startTfjs } from './backends/onCpu';
import { createDenoiser } from './denoiser';
import { gridOf, numbersOf } from './network';
import { plane } from './networks/plane';
import { seed } from './networks/seed';
import { shipped } from './networks/shipped';
import { small } from './networks/small';
import { tiny } from './networks/tiny';
import { preconditioning } from './preconditioning';
import { someWeights } from './someWeights.test-helper';

beforeAll(async () => {
  await openBackend({ wanted: 'wasm' });
  await startTfjs();
});

describe('a network evaluated by plain loops', () => {
  const schedule = makeSchedule('linear');

  it.each([tiny, small, shipped, seed, plane])('agrees with tfjs: $name', async (network) => {
    const parameters = someWeights(network);
    const label = Math.min(3, network.classes);
    const shape: [number, number, number, number] = [1, network.size, gridOf(network).width, 1];
    const t = 320;
    const xt = fillGaussian(key(1), new Float32Array(numbersOf(network)));
    const raw = evaluatePlainly(network, parameters, xt, schedule, t, label);
    const c = preconditioning(network, schedule, t).outputTransform('x0');
    const plain = raw.map((value, i) => c.xt * xt[i] + c.output * value + c.constant);
    const denoiser = createDenoiser(network, { parameters });
    const x0Hat = tidy(() => denoiser.estimate(tensor(xt, shape), schedule, t, [label], 0).as('x0'));
    const tfjs = await x0Hat.data();
    const most = Math.max(...plain.map(Math.abs));
    for (const [i, value] of plain.entries()) expect(Math.abs(value - tfjs[i])).toBeLessThan(1e-5 * most);
    x0Hat.dispose();
    denoiser.dispose();
  });
});
