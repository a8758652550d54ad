import { gridOf, numbersOf, type Network } from '../network';
import type { Parameter } from '../weights';
import { lookup } from '../lookup';
import { isSupported } from './assemble';
import { instantiate } from './instance';
import { lower, type LowerOptions, type Plan } from './lower';
import { NUMBER, pixelAt, type Place } from './memory';
import type { Threads } from './threads';

/** A network on the CPU. */
export interface CpuNetwork {
  readonly network: Network;
  /** Whether a multiply-add rounds once. Where it does not, results differ in the last bits. */
  readonly fused: boolean;
  /** Size of the module, and of its memory, bytes. */
  readonly bytes: number;
  readonly memoryBytes: number;
  /** Takes the weights of another network of the same layers. */
  setParameters(parameters: ReadonlyMap<string, Parameter>): void;
  /**
   * One evaluation of N pictures, any number. The bits of a picture do not depend on the others, nor on the number of threads.
   * @param output where the raw output is written, [N, size, size] flat; of points [N, 2]
   */
  evaluate(input: Input, output: Float32Array): void;
  /** Tells the threads to forget it. */
  dispose(): void;
}

/** What a network is given. */
interface Input {
  /** [N, size, size] flat, in the network's own range; points [N, 2]. */
  readonly xt: Float32Array;
  /** The input's second channel, as many numbers. */
  readonly channel: Float32Array;
  /** The embeddings, [N, width] flat; empty where the network has none. */
  readonly e: Float32Array;
}

/** Choices that have good defaults. */
export interface CpuOptions {
  /** Whether multiply-adds round once; by default wherever WebAssembly can. */
  readonly fused?: boolean;
  /** Pictures that the memory has room for: more are evaluated block by block. By default 16 a thread. */
  readonly block?: number;
  /** Threads that share the pictures of a block. */
  readonly threads?: Threads | undefined;
}

/** Most pictures of a block that a thread computes: as many as share a read of the kernels at 7 x 7. */
const BLOCK = 16;

/** A plan and its compiled module, which networks of the same layers share. */
interface CompiledPlan {
  readonly plan: Plan;
  readonly module: WebAssembly.Module;
}

/** Plans by all that they follow from. A browser optimises a module's code while it runs: later networks profit from that. */
const compiledPlans = new Map<string, CompiledPlan>();

function compiledPlan(network: Network, options: LowerOptions): CompiledPlan {
  const { size, channels, patch, embedding, layers } = network;
  const cacheKey = JSON.stringify([size, channels, patch, embedding.width, layers, options]);
  const existing = compiledPlans.get(cacheKey);
  if (existing) return existing;
  const plan = lower(network, options);
  const compiled = { plan, module: new WebAssembly.Module(plan.module) };
  compiledPlans.set(cacheKey, compiled);
  return compiled;
}

/** A module with its memory, in which weights stand. */
interface Loaded {
  readonly plan: Plan;
  readonly numbers: Float32Array;
  /** Evaluates the first pictures. @returns false if a thread was silent: then the module cannot be used any more */
  readonly evaluate: (pictures: number) => boolean;
  readonly setParameters: (parameters: ReadonlyMap<string, Parameter>) => void;
  readonly drop: () => void;
}

function load(network: Network, options: LowerOptions, threads: Threads | undefined): Loaded {
  const { plan, module } = compiledPlan(network, options);
  const { pages, shared } = plan.memory;
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared });
  const functionOf = instantiate(module, memory);
  const numbers = new Float32Array(memory.buffer);
  const evaluate = functionOf('evaluate');
  const id = threads?.load(module, memory);
  return {
    plan,
    numbers,
    evaluate(pictures) {
      if (threads && id !== undefined) return threads.evaluate(id, pictures, evaluate);
      evaluate(0, pictures, 0);
      return true;
    },
    setParameters(parameters) {
      for (const { at, values, transform } of plan.weights) {
        const target = transform ? plan.raw : at;
        numbers.set(
          values((name) => lookup(parameters, name).data),
          target / NUMBER,
        );
        if (transform) functionOf(transform)(plan.raw, at);
      }
    },
    drop() {
      if (threads && id !== undefined) threads.drop(id);
    },
  };
}

/**
 * Compiles a network to WebAssembly, and loads its weights.
 * @throws Error with the reason, if it cannot be compiled
 */
export function createCpuNetwork(
  network: Network,
  parameters: ReadonlyMap<string, Parameter>,
  { fused = isSupported(true), threads, block = BLOCK * (threads?.count ?? 1) }: CpuOptions = {},
): CpuNetwork {
  let weights = parameters;
  let loaded = load(network, { fused, block, threads: threads?.count ?? 1 }, threads);
  loaded.setParameters(weights);
  const pixels = numbersOf(network);
  const { width } = network.embedding;

  const evaluateBlock = (first: number, pictures: number, input: Input, output: Float32Array): void => {
    const { plan, numbers, evaluate } = loaded;
    writeInput(plan, numbers, input, first, pictures);
    for (let i = 0; i < Math.min(pictures * width, input.e.length); i++)
      numbers[plan.e / NUMBER + i] = input.e[first * width + i];
    if (evaluate(pictures)) readOutput(plan, numbers, output, first, pictures);
    else {
      // A silent thread may still write to the memory: begin anew without any.
      loaded = load(network, { fused, block, threads: 1 }, undefined);
      loaded.setParameters(weights);
      evaluateBlock(first, pictures, input, output);
    }
  };

  return {
    ...{ network, fused },
    bytes: loaded.plan.module.length,
    memoryBytes: loaded.numbers.byteLength,
    setParameters(next) {
      weights = next;
      loaded.setParameters(next);
    },
    evaluate(input, output) {
      const count = input.xt.length / pixels;
      for (let first = 0; first < count; first += block)
        evaluateBlock(first, Math.min(block, count - first), input, output);
    },
    dispose: () => loaded.drop(),
  };
}

/** Writes pictures and their second channels, the numbers of a block one after the other, as the channels of one place. */
function writeInput(
  { network, input: place }: Plan,
  numbers: Float32Array,
  { xt, channel }: Input,
  first: number,
  pictures: number,
): void {
  visitPixels(network, place, first, pictures, 2, (pixel, at) => {
    numbers[at] = xt[pixel];
    numbers[at + 1] = channel[pixel];
  });
}

/** Reads pictures of one channel, or of a block's numbers as channels. */
function readOutput(
  { network, output: place }: Plan,
  numbers: Float32Array,
  output: Float32Array,
  first: number,
  pictures: number,
): void {
  visitPixels(network, place, first, pictures, 1, (pixel, at) => {
    output[pixel] = numbers[at];
  });
}

/**
 * Visits the numbers of some pictures, of which a block makes a pixel of the place.
 * @param first index of the first picture outside, which is the first one of the place
 * @param channels that each number has in memory
 * @param visit is given the index of a number outside, and of its first channel in memory
 */
function visitPixels(
  network: Network,
  { at, shape }: Place,
  first: number,
  pictures: number,
  channels: number,
  visit: (pixel: number, index: number) => void,
): void {
  const { size } = network;
  const { width, rows, columns } = gridOf(network);
  let pixel = first * size * width;
  for (let i = 0; i < pictures; i++)
    for (let y = 0; y < size; y++) {
      const row = at + i * shape.picture + pixelAt(shape, Math.floor(y / rows) + 1, 1);
      let block = row / NUMBER + (y % rows) * columns * channels;
      for (let x = 0; x < width; x += columns, block += shape.channels)
        for (let column = 0; column < columns; column++) visit(pixel++, block + column * channels);
    }
}
