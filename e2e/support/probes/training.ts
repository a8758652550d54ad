import { dispose, engine, env, getBackend, memory, tensor, type Tensor } from '@tensorflow/tfjs-core';
import { fillGaussian, fold, key, uniform } from '../../../src/diffusion/random';
import { makeSchedule } from '../../../src/diffusion/schedule';
import { lossWeight } from '../../../src/diffusion/weighting';
import type { Compiled } from '../../../src/model/compiled/compile';
import { evaluateCompiled } from '../../../src/model/evaluations';
import { evaluatePlainly } from '../../../src/model/prove';
import { createDenoiser } from '../../../src/model/denoiser';
import { initialise } from '../../../src/model/initialise';
import { lookup } from '../../../src/model/lookup';
import type { Network } from '../../../src/model/network';
import { shipped } from '../../../src/model/networks/shipped';
import { small } from '../../../src/model/networks/small';
import { tiny } from '../../../src/model/networks/tiny';
import { Adam } from '../../../src/model/train/adam';
import { trainingBatch, type Digits } from '../../../src/model/train/batch';
import { beginning } from '../../../src/model/train/sections';
import { Trainer } from '../../../src/model/train/trainer';
import { answer, useBackend } from './answer';
import { counts, resetCounts, startCounting } from './counters';

/** What to train, on how many pictures, and how often. */
export interface Question {
  readonly network: 'tiny' | 'small' | 'shipped';
  readonly batch: number;
  readonly updates: number;
}

export interface Answer {
  /** Distance of the gradients on WebGPU from those on WebAssembly, relative to the latter's length; of all, and the worst. */
  readonly gradients: number;
  readonly worst: readonly [string, number];
  /** The same of all that a training is, after the updates. */
  readonly states: number;
  /** Squared errors of each update, pixel by pixel: the mean on WebGPU over the mean on WebAssembly. */
  readonly curve: readonly number[];
  /** Of Adam alone, its second step. */
  readonly adam: { parameters: number; dispatches: number; buffers: number; sameBuffers: boolean };
  /**
   * The plan of what is being trained: how far its output is from plain loops with the same weights, over the largest number there, and
   * whether it binds the optimiser's own buffers.
   */
  readonly live: { readonly error: number; readonly bound: boolean };
  /** Of the last update. */
  readonly update: { dispatches: number; buffers: number; submits: number };
  /** After the first update and after the last. */
  readonly tensors: readonly [number, number];
  readonly bytes: readonly [number, number];
}

const NETWORKS = { tiny, small, shipped };
const linear = makeSchedule('linear');

/** The buffers of tensors. */
interface Resources {
  readonly tensorMap: { get(id: object): { readonly resource: unknown } | undefined };
}

interface Run {
  readonly live: Answer['live'] | undefined;
  readonly gradients: Map<string, Float32Array>;
  readonly numbers: Float32Array;
  readonly losses: readonly number[];
  readonly update: typeof counts;
  readonly tensors: readonly [number, number];
  readonly bytes: readonly [number, number];
}

const bytes = (): number => (memory() as { numBytesAllocatedInGPU?: number }).numBytesAllocatedInGPU ?? 0;

/** Trains from weights of which none is zero, so that every one has a gradient. */
async function run(network: Network, { batch: count, updates }: Question): Promise<Run> {
  const parameters = initialise(network, key(0));
  [...parameters.values()].forEach(({ data }, n) => {
    const k = fold(key(9), n);
    data.forEach((w, i) => (data[i] = w + 0.1 * (uniform(k, i) - 0.5)));
  });
  const digits: Digits = {
    pixels: Uint8Array.from({ length: 10 * network.size ** 2 }, (_, i) => 255 * uniform(key(1), i)),
    labels: Uint8Array.from({ length: 10 }, (_, i) => i),
  };
  const draw = (n: number) => {
    const batch = trainingBatch(network, linear, digits, fold(key(2), n), count);
    const weights = Float64Array.from(
      batch.times,
      (t, i) => lossWeight('v', linear, t) * batch.epsilonShare[i],
    );
    return [batch, weights] as const;
  };
  const trainer = new Trainer(network, beginning(network, parameters));
  const first = trainer.gradients(...draw(0));
  const gradients = new Map<string, Float32Array>();
  for (const [name, gradient] of first.gradients)
    gradients.set(name, Float32Array.from(await gradient.data()));
  [first.errors, ...first.gradients.values(), ...first.observed.values()].forEach((t) => t.dispose());

  const tensors = [0, 0] as [number, number];
  const allocated = [0, 0] as [number, number];
  const losses: number[] = [];
  let update = { ...counts };
  for (let n = 1; n <= updates; n++) {
    const drawn = draw(n);
    resetCounts();
    const errors = trainer.update(...drawn, 1e-3);
    update = { ...counts };
    losses.push((await errors.data<'float32'>()).reduce((sum, error) => sum + error, 0));
    errors.dispose();
    const at = n < 3 ? 0 : 1;
    tensors[at] = memory().numTensors;
    allocated[at] = bytes();
  }
  const numbers = await trainer.numbers();
  const live = getBackend() === 'webgpu' ? await liveOutput(network, trainer) : undefined;
  trainer.dispose();
  return { live, gradients, numbers, losses, update, tensors, bytes: allocated };
}

/** What a plan on the trainer's own tensors computes. */
async function liveOutput(network: Network, trainer: Trainer): Promise<Answer['live']> {
  const parameters = await trainer.averagedWeights();
  const given = trainer.averagedTensors();
  const denoiser = createDenoiser(network, { parameters }, given);
  const compiled = await denoiser.compiled?.();
  if (!compiled) throw new Error('The network is not compiled.');
  const xt = fillGaussian(key(3), new Float32Array(network.size ** 2));
  const output = await evaluateCompiled(compiled, xt, linear, 400, [3]);
  const expected = evaluatePlainly(network, parameters, xt, linear, 400, 3);
  const most = Math.max(...expected.map(Math.abs));
  const { tensorMap } = engine().backend as unknown as Resources;
  const bound = ['template', 'stem.kernel', 'head.bias'].every(
    (name) =>
      tensorMap.get(lookup(given.parameters, name).dataId)?.resource ===
      (compiled as Compiled).parameter(name),
  );
  denoiser.dispose();
  dispose(given.made);
  return {
    error: Math.max(...expected.map((value, i) => Math.abs(value - output[i]))) / most,
    bound,
  };
}

/** Two steps of Adam alone. */
function adamAlone(network: Network): Answer['adam'] {
  const tensors = (): Map<string, Tensor> =>
    new Map(
      [...initialise(network, key(0))].map(([name, { data, shape }]) => [name, tensor(data, [...shape])]),
    );
  const adam = new Adam(tensors(), tensors(), tensors(), tensors(), 0, 0.9);
  const gradients = tensors();
  const { tensorMap } = engine().backend as unknown as Resources;
  const buffers = (): unknown[] =>
    [adam.parameters, adam.average, adam.first, adam.second].flatMap((part) =>
      [...part.values()].map(({ dataId }) => tensorMap.get(dataId)?.resource),
    );
  adam.update(gradients, 1e-3);
  const before = buffers();
  resetCounts();
  adam.update(gradients, 1e-3);
  const { dispatches, buffers: created } = counts;
  const sameBuffers = buffers().every((buffer, i) => buffer === before[i]);
  adam.dispose();
  gradients.forEach((gradient) => gradient.dispose());
  return { parameters: gradients.size, dispatches, buffers: created, sameBuffers };
}

const length = (values: ArrayLike<number>): number =>
  Math.sqrt(Array.from(values).reduce((sum, value) => sum + value * value, 0));
const difference = (a: Float32Array, b: Float32Array): Float64Array =>
  Float64Array.from(a, (value, i) => value - b[i]);

startCounting();
answer(async (question: Question): Promise<Answer> => {
  const network = NETWORKS[question.network];
  await useBackend('wasm');
  const wasm = await run(network, question);
  await useBackend('webgpu');
  if (env().getBool('WEBGPU_CPU_FORWARD')) throw new Error('Small tensors would not reach the GPU.');
  const gpu = await run(network, question);
  const whole = length([...wasm.gradients.values()].flatMap((values) => [...values]));
  const distances = [...wasm.gradients].map(([name, values]): [string, number, number] => {
    const distance = length(difference(values, lookup(gpu.gradients, name)));
    return [name, distance, distance / (length(values) + 1e-3 * whole)];
  });
  return {
    gradients: length(distances.map(([, distance]) => distance)) / whole,
    worst: distances
      .map(([name, , relative]): [string, number] => [name, relative])
      .reduce((a, b) => (b[1] > a[1] ? b : a)),
    states: length(difference(wasm.numbers, gpu.numbers)) / length(wasm.numbers),
    curve: gpu.losses.map((loss, i) => loss / wasm.losses[i]),
    adam: adamAlone(network),
    live: gpu.live ?? { error: NaN, bound: false },
    update: gpu.update,
    tensors: gpu.tensors,
    bytes: gpu.bytes,
  };
});
