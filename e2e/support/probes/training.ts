import { backend, env } from '@tensorflow/tfjs-core';
import { fillGaussian, fold, key, uniform } from '../../../src/diffusion/random';
import { makeSchedule } from '../../../src/diffusion/schedule';
import { lossWeight } from '../../../src/diffusion/training/weighting';
import type { Gpu } from '../../../src/model/backends/gpu';
import type { Compiled } from '../../../src/model/compiled/compile';
import { evaluateCompiled } from '../../../src/model/evaluations';
import { evaluatePlainly } from '../../../src/model/prove';
import { createDenoiser } from '../../../src/model/denoiser';
import { initialise } from '../../../src/model/initialise';
import { lookup } from '../../../src/model/lookup';
import { numbersOf, type Layer, type Network } from '../../../src/model/network';
import { head, lbn } from '../../../src/model/networks/lbn';
import { plane } from '../../../src/model/networks/plane';
import { seed } from '../../../src/model/networks/seed';
import { tiny } from '../../../src/model/networks/tiny';
import { drawBatch, epsilonShares, noised } from '../../../src/model/train/batch';
import type { NetworkTrainer, Update } from '../../../src/model/train/networkTrainer';
import { beginning } from '../../../src/model/train/sections';
import { someDigits } from '../../../src/model/train/someDigits.test-helper';
import { TensorTrainer } from '../../../src/model/train/tensorTrainer';
import { Trainer } from '../../../src/model/train/trainer';
import { lowerTraining } from '../../../src/model/trainingPlan/lower';
import type { PlanTrainer } from '../../../src/model/trainingPlan/planTrainer';
import { createProvenTrainer } from '../../../src/model/trainingPlan/prove';
import { answer, useBackend } from './answer';
import { counts, resetCounts, startCounting } from './counters';

/** What to train, on how many pictures, and how often. */
export interface Question {
  readonly network: keyof typeof NETWORKS;
  readonly batch: number;
  readonly updates: number;
  /** Whether it is also stopped and gone on with. */
  readonly resumes: boolean;
}

export interface Answer {
  /** Distance of the plan's gradients from those on WebAssembly, relative to the latter's length; of all, and the worst. */
  readonly gradients: number;
  readonly worst: readonly [string, number];
  /** The same of all that a training is, after the updates. */
  readonly states: number;
  /** Squared errors of each update, pixel by pixel: the plan's over those on WebAssembly. */
  readonly curve: readonly number[];
  /** Squared errors with the calibrated average, picture by picture, of more pictures than an update has: the same ratio. */
  readonly measured: readonly number[];
  /** Numbers of the state that are other bits if the training is stopped after its first update and goes on. */
  readonly resumed: number | undefined;
  /**
   * What samples with the weights in training: how far its output is from plain loops with the same weights, over the largest number
   * there, and whether it binds the trainer's own buffers.
   */
  readonly live: { readonly error: number; readonly bound: boolean };
  /** Dispatches of an update as the plan has them. */
  readonly dispatches: number;
  /** Of one submit of `aSubmit` updates. */
  readonly submit: typeof counts & { readonly aSubmit: number };
  /** Buffers that trainers leave behind that are disposed. */
  readonly left: number;
}

/** A network of the same layers with few channels: the software adapter is slow. */
const slim = (network: Network): Network => ({
  ...network,
  layers: network.layers.map((layer) =>
    layer.kind === 'convolution' && layer.filters > 1 ? { ...layer, filters: layer.filters / 16 } : layer,
  ),
});

/** Blocks that another one is like, and what is read instead of each. */
const LEFT_OUT: Readonly<Record<string, string>> = { mid0: 'enc7.b', dec7: 'mid1.b', dec14: 'up14' };
const insteadOf = (id: string): string => LEFT_OUT[id.split('.')[0]] ?? id;
const isLeftOut = ({ id }: Layer): boolean => id.split('.')[0] in LEFT_OUT;
function rewired(layer: Layer): Layer {
  const from = insteadOf(layer.from);
  return layer.kind === 'convolution' && layer.residual
    ? { ...layer, from, residual: layer.residual.map(insteadOf) }
    : { ...layer, from };
}

/** All kinds of layers of the shipped network, in small, and each block once: most of the time goes into compiling shaders. */
const miniature: Network = {
  name: 'miniature',
  size: 14,
  classes: 10,
  output: 'epsilon',
  trainedOn: tiny.trainedOn,
  embedding: { frequencies: 8, width: 16 },
  layers: [
    { kind: 'convolution', id: 'stem', from: 'input', filters: 8, kernel: 3 } as const,
    ...lbn('stem', 8, 16).filter((layer) => !isLeftOut(layer)),
    head('dec14.b', 1),
  ].map(rewired),
};

const NETWORKS = {
  tiny,
  miniature,
  seed: { ...slim(seed), output: 'x0' },
  plane,
} satisfies Record<string, Network>;
const linear = makeSchedule('linear');
const A_SUBMIT = 3;

/** A state of weights of which none is zero, so that every one has a gradient. */
function someState(network: Network): Float32Array {
  const parameters = initialise(network, key(0));
  [...parameters.values()].forEach(({ data }, n) => {
    const k = fold(key(9), n);
    data.forEach((w, i) => (data[i] = w + 0.1 * (uniform(k, i) - 0.5)));
  });
  return beginning(network, parameters);
}

const length = (values: ArrayLike<number>): number =>
  Math.sqrt(Array.from(values).reduce((sum, value) => sum + value * value, 0));
const distance = (a: Float32Array, b: Float32Array): number => length(a.map((value, i) => value - b[i]));

/** Updates of a network, by number. */
function updatesOf(network: Network, batch: number): (n: number, count?: number) => Update {
  const digits = someDigits(network, 10);
  return (n, count = batch) => {
    const draw = drawBatch(network, linear, digits, fold(key(2), n), count);
    const shares = epsilonShares(network, linear, draw.times);
    const weights = Float64Array.from(draw.times, (t, i) => lossWeight('v', linear, t) * shares[i]);
    return { draw, weights, learningRate: 1e-3 };
  };
}

/** All updates, then the errors of the calibrated average. */
async function train(trainer: NetworkTrainer, network: Network, { batch, updates }: Question) {
  const update = updatesOf(network, batch);
  const losses: Float32Array[] = [];
  for (let n = 1; n <= updates; n++) losses.push(...(await trainer.update([update(n)])));
  const numbers = await trainer.numbers();
  for (const n of [101, 102]) trainer.calibrate(update(n).draw);
  return { losses, numbers, measured: await trainer.measure(update(103, batch + 1).draw) };
}

/** What samples on the trainer's own buffers. */
async function liveOutput(network: Network, trainer: PlanTrainer): Promise<Answer['live']> {
  const parameters = await trainer.averagedWeights();
  const denoiser = createDenoiser(
    network,
    { parameters },
    { trained: (name) => trainer.averagedBuffer(name) },
  );
  const compiled = await denoiser.compiled?.();
  if (!compiled) throw new Error('The network is not compiled.');
  const xt = fillGaussian(key(3), new Float32Array(numbersOf(network)));
  const label = Math.min(3, network.classes);
  const output = await evaluateCompiled(compiled, xt, linear, 400, [label]);
  const expected = evaluatePlainly(network, parameters, xt, linear, 400, label);
  const most = Math.max(...expected.map(Math.abs));
  const last = network.layers[network.layers.length - 1].id;
  const live = trainer.averagedBuffer(`${last}.bias`);
  const bound = live !== undefined && (compiled as Compiled).parameter(`${last}.bias`).buffer === live.buffer;
  denoiser.dispose();
  return { error: Math.max(...expected.map((value, i) => Math.abs(value - output[i]))) / most, bound };
}

const createPlan = (
  network: Network,
  batch: number,
  numbers: Float32Array,
  update = 0,
): Promise<PlanTrainer> =>
  createProvenTrainer((backend() as unknown as Gpu).device, network, {
    schedule: linear,
    batch,
    numbers,
    update,
    longestAverage: 0.995,
  });

/** How many numbers are other bits if a training is stopped after its first update and its second and third share a submit. */
async function resumption(network: Network, batch: number): Promise<number> {
  const update = updatesOf(network, batch);
  const whole = await createPlan(network, batch, someState(network));
  for (const n of [1, 2, 3]) await whole.update([update(n)]);
  const first = await createPlan(network, batch, someState(network));
  await first.update([update(1)]);
  const second = await createPlan(network, batch, await first.numbers(), 1);
  await second.update([update(2), update(3)]);
  const [a, b] = [await whole.numbers(), await second.numbers()];
  [whole, first, second].forEach((trainer) => trainer.dispose());
  return a.filter((value, i) => value !== b[i]).length;
}

async function submitOf(trainer: PlanTrainer, network: Network, batch: number): Promise<Answer['submit']> {
  const update = updatesOf(network, batch);
  await trainer.update([update(199)]);
  resetCounts();
  await trainer.update(Array.from({ length: A_SUBMIT }, (_, i) => update(200 + i)));
  return { ...counts, aSubmit: A_SUBMIT };
}

/** What tensors on WebAssembly compute. */
async function expected(question: Question) {
  const { batch } = question;
  const network = NETWORKS[question.network];
  const { draw, weights } = updatesOf(network, batch)(0);
  const trainer = new Trainer(network, someState(network));
  const computed = trainer.gradients(noised(network, linear, draw), weights);
  const gradients = new Map<string, Float32Array>();
  for (const [name, gradient] of computed.gradients)
    gradients.set(name, Float32Array.from(await gradient.data()));
  const options = { schedule: linear, batch, update: 0, longestAverage: 0.995 };
  const reference = new TensorTrainer(network, { ...options, numbers: someState(network) });
  return { question, gradients, wasm: await train(reference, network, question) };
}

/** The same by a plan on WebGPU, compared. */
async function compared({
  question,
  gradients,
  wasm,
}: Awaited<ReturnType<typeof expected>>): Promise<Answer> {
  const { batch } = question;
  const network = NETWORKS[question.network];
  const { draw, weights } = updatesOf(network, batch)(0);
  const plan = await createPlan(network, batch, someState(network));
  const computed = (await plan.gradients(draw, weights)).gradients;
  const gpu = await train(plan, network, question);
  const live = await liveOutput(network, plan);
  const submit = await submitOf(plan, network, batch);
  plan.dispose();
  resetCounts();
  const resumed = question.resumes ? await resumption(network, batch) : undefined;
  const left = counts.buffers - counts.destroyed;
  const whole = length([...gradients.values()].flatMap((values) => [...values]));
  const distances = [...gradients].map(([name, values]): [string, number, number] => {
    const off = distance(values, lookup(computed, name));
    return [name, off, off / (length(values) + 1e-3 * whole)];
  });
  const ratios = (a: Float32Array, b: Float32Array): number[] => [...a].map((value, i) => value / b[i]);
  return {
    gradients: length(distances.map(([, off]) => off)) / whole,
    worst: distances
      .map(([name, , relative]): [string, number] => [name, relative])
      .reduce((a, b) => (b[1] > a[1] ? b : a)),
    states: distance(wasm.numbers, gpu.numbers) / length(wasm.numbers),
    curve: gpu.losses.flatMap((losses, i) => ratios(losses, wasm.losses[i])),
    measured: ratios(gpu.measured, wasm.measured),
    resumed,
    live,
    dispatches: lowerTraining(network, batch).update.length,
    submit,
    left,
  };
}

startCounting();
// All on one device, which compiles the shaders that the networks share once.
answer(async (questions: readonly Question[]): Promise<Answer[]> => {
  await useBackend('wasm');
  const references = [];
  for (const question of questions) references.push(await expected(question));
  await useBackend('webgpu');
  if (env().getBool('WEBGPU_CPU_FORWARD')) throw new Error('Small tensors would not reach the GPU.');
  const answers: Answer[] = [];
  for (const reference of references) answers.push(await compared(reference));
  return answers;
});
