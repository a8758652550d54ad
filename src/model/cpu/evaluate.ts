import type { Network } from '../network';
import type { Parameter } from '../weights';
import { lookup } from '../lookup';
import { isSupported, MEMORY } from './assemble';
import { lower, type Plan } from './lower';
import { NUMBER, pixelAt, type Place } from './memory';

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
   * One evaluation of N pictures, any number. The bits of a picture do not depend on the others.
   * @param xt [N, size, size] flat, in the network's own range
   * @param channel the input's second channel, [N, size, size] flat
   * @param e the embeddings, [N, width] flat; not read by a network without them
   * @param output where the raw output is written, [N, size, size] flat
   */
  evaluate(xt: Float32Array, channel: Float32Array, e: Float32Array, output: Float32Array): void;
}

/** Choices that have good defaults. */
export interface CpuOptions {
  /** Whether multiply-adds round once; by default wherever WebAssembly can. */
  readonly fused?: boolean;
  /** Pictures that the memory has room for: more are evaluated block by block. */
  readonly block?: number;
}

/** Most pictures of a block: as many as share a read of the kernels at 7 x 7. */
const BLOCK = 16;

/** A plan and its compiled module, which networks of the same layers share. */
interface CompiledPlan {
  readonly plan: Plan;
  readonly module: WebAssembly.Module;
}

/** Plans by all that they follow from. A browser optimises a module's code while it runs: later networks profit from that. */
const compiledPlans = new Map<string, CompiledPlan>();

function compiledPlan(network: Network, fused: boolean, block: number): CompiledPlan {
  const { size, patch, embedding, layers } = network;
  const cacheKey = JSON.stringify([size, patch, embedding.width, layers, fused, block]);
  const existing = compiledPlans.get(cacheKey);
  if (existing) return existing;
  const plan = lower(network, fused, block);
  const compiled = { plan, module: new WebAssembly.Module(plan.module) };
  compiledPlans.set(cacheKey, compiled);
  return compiled;
}

/**
 * Compiles a network to WebAssembly, and loads its weights.
 * @throws Error with the reason, if it cannot be compiled
 */
export function createCpuNetwork(
  network: Network,
  parameters: ReadonlyMap<string, Parameter>,
  { fused = isSupported(true), block = BLOCK }: CpuOptions = {},
): CpuNetwork {
  const { plan, module } = compiledPlan(network, fused, block);
  const memory = new WebAssembly.Memory({ initial: plan.pages, maximum: plan.pages });
  const { exports } = new WebAssembly.Instance(module, { [MEMORY.module]: { [MEMORY.field]: memory } });
  const call = (name: string): ((...values: number[]) => void) =>
    exports[name] as (...values: number[]) => void;
  const numbers = new Float32Array(memory.buffer);
  const evaluateBlock = call('evaluate');
  const pixels = network.size ** 2;
  const { width } = network.embedding;

  const setParameters = (next: ReadonlyMap<string, Parameter>): void => {
    for (const { at, values, transform } of plan.weights) {
      const target = transform ? plan.raw : at;
      numbers.set(
        values((name) => lookup(next, name).data),
        target / NUMBER,
      );
      if (transform) call(transform)(plan.raw, at);
    }
  };
  setParameters(parameters);

  return {
    ...{ network, fused, setParameters },
    ...{ bytes: plan.module.length, memoryBytes: memory.buffer.byteLength },
    evaluate(xt, channel, e, output) {
      const count = xt.length / pixels;
      for (let first = 0; first < count; first += block) {
        const pictures = Math.min(block, count - first);
        writeInput(plan, numbers, xt, channel, first, pictures);
        for (let i = 0; i < Math.min(pictures * width, e.length); i++)
          numbers[plan.e / NUMBER + i] = e[first * width + i];
        evaluateBlock(pictures);
        readOutput(plan, numbers, output, first, pictures);
      }
    },
  };
}

/** Writes pictures and their second channels, the pixels of a patch one after the other, as the channels of one pixel. */
function writeInput(
  { network, input }: Plan,
  numbers: Float32Array,
  xt: Float32Array,
  channel: Float32Array,
  first: number,
  pictures: number,
): void {
  visitPixels(network, input, first, pictures, 2, (pixel, place) => {
    numbers[place] = xt[pixel];
    numbers[place + 1] = channel[pixel];
  });
}

/** Reads pictures of one channel, or of a patch's pixels as channels. */
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
 * Visits the pixels of some pictures, of which patch x patch make a pixel of the place.
 * @param first index of the first picture outside, which is the first one of the place
 * @param channels of a pixel outside
 * @param visit is given the index of a pixel outside, and of its first channel in memory
 */
function visitPixels(
  { size, patch: side }: Network,
  { at, shape }: Place,
  first: number,
  pictures: number,
  channels: number,
  visit: (pixel: number, index: number) => void,
): void {
  const patch = side ?? 1;
  for (let i = 0; i < pictures; i++)
    for (let y = 0; y < size; y++) {
      const row = at + i * shape.picture + pixelAt(shape, Math.floor(y / patch) + 1, 1);
      const inPatch = (y % patch) * patch * channels;
      for (let x = 0; x < size; x++) {
        const index = (row + Math.floor(x / patch) * shape.pixel) / NUMBER + inPatch + (x % patch) * channels;
        visit(((first + i) * size + y) * size + x, index);
      }
    }
}
