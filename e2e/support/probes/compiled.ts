import { backend } from '@tensorflow/tfjs-core';
import { fillGaussian, fold, key, uniform } from '../../../src/diffusion/random';
import { makeSchedule } from '../../../src/diffusion/schedule';
import { ddpmStep } from '../../../src/diffusion/steps';
import { reverseWalk } from '../../../src/diffusion/walk';
import { compile, type Compiled } from '../../../src/model/compiled/compile';
import { CompiledRun, gpuNetwork } from '../../../src/model/compiled/run';
import { cpuNetwork } from '../../../src/model/cpu/run';
import { evaluateCompiled } from '../../../src/model/evaluations';
import { evaluatePlainly, makeProof, prove } from '../../../src/model/prove';
import { makeTables } from '../../../src/model/tables';
import { createDenoiser } from '../../../src/model/denoiser';
import { lookup } from '../../../src/model/lookup';
import { numbersOf, parameterShapes, type Network } from '../../../src/model/network';
import { head, up } from '../../../src/model/networks/lbn';
import { normedLean } from '../../../src/model/networks/lean';
import { plane } from '../../../src/model/networks/plane';
import { seed } from '../../../src/model/networks/seed';
import { shipped } from '../../../src/model/networks/shipped';
import { small } from '../../../src/model/networks/small';
import { tiny } from '../../../src/model/networks/tiny';
import type { Variant } from '../../../src/model/compiled/tiling';
import type { Parameter } from '../../../src/model/weights';
import { otherNoise } from '../otherNoise';
import { answer, useBackend } from './answer';
import { counts, resetCounts, startCounting } from './counters';

export interface Answer {
  /** Of each network and variant: the largest difference of its output from plain loops in float64, over the largest number there. */
  readonly errors: Readonly<Record<string, number>>;
  /** How far states and x0Hat of a run of points are from those on WebAssembly, over the largest number there; and that number. */
  readonly points: readonly [error: number, most: number];
  /** Pixels of noise that are other bits than in JavaScript. */
  readonly otherNoise: number;
  /** Whether the states of a run are the same bits, however many steps go into a submit. */
  readonly same: boolean;
  /** What six steps of the shipped network with guidance ask of the GPU, three a submit. */
  readonly steps: typeof counts;
  readonly pipelines: number;
  /** What is said of a device that computes with another number than it was given; empty where nothing is. */
  readonly refused: string;
  /** What the device says of a wrong command after a network was given up while it was compiled, and buffers that this left. */
  readonly disposed: { readonly message: string; readonly left: number };
}

const schedule = makeSchedule('linear');

/** Parameters of about the size that trained ones have, none of them zero. */
function someWeights(network: Network): Map<string, Parameter> {
  let n = 0;
  return new Map(
    [...parameterShapes(network)].map(([name, shape]) => {
      const data = fillGaussian(fold(key(7), n++), new Float32Array(shape.reduce((a, b) => a * b, 1)));
      const inputs = shape.length === 4 ? shape[0] * shape[1] * shape[2] : shape.length === 2 ? shape[0] : 10;
      return [name, { shape, data: data.map((value) => value / Math.sqrt(inputs)) }];
    }),
  );
}

async function onDevice(
  network: Network,
  weights: Map<string, Parameter>,
  given: Map<string, Parameter> = weights,
  variant?: Variant,
): Promise<Compiled> {
  const { device } = backend() as unknown as { device: GPUDevice };
  const buffers = new Map(
    [...given].map(([name, { data }]) => {
      const size = Math.max(16, data.byteLength);
      const buffer = device.createBuffer({ size, usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST });
      device.queue.writeBuffer(buffer, 0, data as BufferSource);
      return [name, buffer];
    }),
  );
  const shaders = await compile(device, network, variant && (() => variant)).all;
  return gpuNetwork({ ...shaders, weights, parameter: (name) => ({ buffer: lookup(buffers, name) }) });
}

/** Over batches of these numbers of pictures. */
async function worstError(network: Network, batches: readonly number[], variant?: Variant): Promise<number> {
  const weights = someWeights(network);
  const compiled = await onDevice(network, weights, weights, variant);
  const pixels = numbersOf(network);
  let worst = 0;
  for (const count of batches) {
    const t = 1 + Math.floor(999 * uniform(key(1), count));
    const labels = Array.from({ length: count }, (_, i) => (3 * i + count) % (network.classes + 1));
    const xt = fillGaussian(fold(key(2), count), new Float32Array(count * pixels));
    const output = await evaluateCompiled(compiled, xt, schedule, t, labels);
    const i = count - 1; // one picture of each batch: plain loops are slow
    const at = [i * pixels, (i + 1) * pixels] as const;
    const expected = evaluatePlainly(network, weights, xt.subarray(...at), schedule, t, labels[i]);
    const most = Math.max(...expected.map(Math.abs));
    const errors = expected.map((value, j) => Math.abs(value - output[at[0] + j]) / most);
    worst = Math.max(worst, ...errors);
  }
  return worst;
}

async function run(
  compiled: Compiled,
  count: number,
  aSubmit: number,
  labels: readonly number[],
): Promise<{ bits: string; steps: typeof counts }> {
  const times = Array.from({ length: count }, (_, i) => 1000 - 37 * i);
  const size = labels.length * numbersOf(compiled.plan.network);
  const tables = makeTables(compiled.plan.network, compiled.weights, {
    schedule,
    moves: reverseWalk(times).map((operation) => ({
      operation,
      c: ddpmStep(schedule, operation.from, operation.to),
    })),
    labels,
    guidance: 1,
    known: false,
    frames: count,
    every: 1,
  });
  const keys = labels.map((_, i) => [fold(key(5), i), key(6)] as const);
  const state = fillGaussian(key(4), new Float32Array(size));
  const made = new CompiledRun(compiled, tables, { state, keys, frames: count, aSubmit });
  resetCounts();
  for (let i = 0; i < count; i++) made.move(i, 'step');
  const steps = { ...counts };
  const { xt, x0Hat, state: last } = await made.read(0, count);
  made.destroy();
  return { bits: [...xt, ...x0Hat, last].map((values) => values.join()).join(), steps };
}

/** Points, of whom x0Hat is not clipped. */
async function runOfPoints(): Promise<Answer['points']> {
  const weights = someWeights(plane);
  const labels = [0, 0, 0, 0, 0];
  const tables = makeTables(plane, weights, {
    schedule,
    moves: reverseWalk([900, 500, 100]).map((operation) => ({
      operation,
      c: ddpmStep(schedule, operation.from, operation.to),
    })),
    labels,
    guidance: 0,
    known: false,
    frames: 3,
    every: 1,
  });
  const keys = labels.map((_, i) => [fold(key(5), i), key(6)] as const);
  const state = fillGaussian(key(4), new Float32Array(10));
  const states: number[][] = [];
  for (const compiled of [await onDevice(plane, weights), cpuNetwork(plane, weights)]) {
    const made = compiled.run(tables, { state, keys, frames: 3 });
    [0, 1, 2].forEach((i) => made.move(i, 'step'));
    const { xt, x0Hat, state: last } = await made.read(0, 3);
    states.push([...xt, ...x0Hat, last].flatMap((values) => [...values]));
    made.destroy();
  }
  const [ours, theirs] = states;
  const most = Math.max(...theirs.map(Math.abs));
  return [Math.max(...theirs.map((value, i) => Math.abs(value - ours[i]))) / most, most];
}

/** A network of the same layers with a quarter of the channels: the software adapter would take a minute for a batch of `seed`. */
const slim = (network: Network): Network => ({
  ...network,
  name: `slim ${network.name}`,
  layers: network.layers.map((layer) =>
    layer.kind === 'convolution' && layer.filters > 1 ? { ...layer, filters: layer.filters / 4 } : layer,
  ),
});

/** A network of which one weight is another on the device. */
async function refusal(): Promise<string> {
  const weights = someWeights(tiny);
  const given = new Map(weights);
  const name = 'block1.a.kernel';
  const { shape, data } = lookup(weights, name);
  given.set(name, { shape, data: data.map((value, i) => (i === 5 ? value + 1 : value)) });
  const compiled = await onDevice(tiny, weights, given);
  return prove(compiled, makeProof(tiny, weights)).then(
    () => '',
    (error: unknown) => (error as Error).message,
  );
}

/** A network that nobody needs any more before its shaders are there. To be the last: the device ends with the wrong command. */
async function disposal(): Promise<Answer['disposed']> {
  const { device } = backend() as unknown as { device: GPUDevice };
  const network: Network = { ...tiny, layers: tiny.layers.slice(0, 1) };
  const denoiser = createDenoiser(network, { parameters: someWeights(network) });
  const pending = denoiser.compiled?.();
  resetCounts();
  denoiser.dispose();
  await pending;
  const left = counts.buffers - counts.destroyed;
  const message = new Promise<string>((resolve) => {
    device.onuncapturederror = ({ error }) => resolve(error.message);
    setTimeout(() => resolve(''), 5000);
  });
  const buffer = device.createBuffer({ size: 16, usage: GPUBufferUsage.STORAGE });
  device.queue.writeBuffer(buffer, 0, new Uint8Array(16));
  return { message: await message, left };
}

/** Part of `small`: its kinds of convolutions, once each, at 14 and at 7 pixels. */
const twoLevels: Network = {
  ...small,
  name: 'two levels',
  layers: [
    { kind: 'convolution', id: 'stem', from: 'input', filters: 32, kernel: 3 },
    { kind: 'convolution', id: 'down7', from: 'stem', filters: 64, kernel: 2, stride: 2 },
    ...normedLean('mid7', 'down7', 64, 'down7'),
    up('up14', 'mid7.b', 32, 'stem'),
    ...normedLean('dec14', 'up14', 32),
    head('dec14.b', 4),
  ],
};

/**
 * Ways to share out a convolution. Of the rows of 14 the second is in the picture, of the last of 7 it is not. With many pixels a thread
 * the software adapter takes minutes to compile sums that are shared.
 */
const VARIANTS: readonly (readonly [string, Network, Variant])[] = [
  ['two rows', twoLevels, { pixels: 7, rows: 2, split: 1, quads: 8 }],
  ['two rows and shared sums', tiny, { pixels: 1, rows: 2, split: 4, quads: 4 }],
  ['shared sums', tiny, { pixels: 1, rows: 1, split: 8 }],
];

startCounting();
answer(async (): Promise<Answer> => {
  await useBackend('webgpu');
  const errors: Record<string, number> = {};
  for (const network of [tiny, small, slim(seed), shipped, plane])
    errors[network.name] = await worstError(network, [1, 3, 5]);
  errors.seed = await worstError(seed, [1]);
  for (const [name, network, variant] of VARIANTS) errors[name] = await worstError(network, [3], variant);
  const compiled = await onDevice(shipped, someWeights(shipped));
  const [one, two] = [await run(compiled, 3, 1, [3, 8]), await run(compiled, 3, 2, [3, 8])];
  const shared = await onDevice(tiny, someWeights(tiny), undefined, VARIANTS[1][2]);
  const again = [await run(shared, 3, 1, [3, 8]), await run(shared, 3, 3, [3, 8])];
  const { steps } = await run(compiled, 6, 3, [3]);
  return {
    errors,
    points: await runOfPoints(),
    otherNoise: await otherNoise(compiled),
    same: one.bits === two.bits && again[0].bits === again[1].bits,
    steps,
    pipelines: compiled.pipelines.size,
    refused: await refusal(),
    disposed: await disposal(),
  };
});
