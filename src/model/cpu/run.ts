import { NOISE_ROLE, type NoiseRole } from '../../diffusion/inpaint';
import { fillGaussian, fold, type Key } from '../../diffusion/random';
import type { CompiledNetwork, Run, RunCost, RunOptions, RunStates } from '../compiledNetwork';
import { lookup } from '../lookup';
import { countMacs, numbersOf, type Network } from '../network';
import type { Tables } from '../tables';
import type { Parameter } from '../weights';
import { createCpuNetwork, type CpuNetwork } from './evaluate';
import type { Threads } from './threads';

/** What computes all networks of the CPU. */
const processor = {};

/**
 * A network as a plan on the CPU.
 * @param threads share the pictures of an evaluation
 * @throws Error with the reason, if it cannot be lowered or WebAssembly here cannot run it
 */
export function cpuNetwork(
  network: Network,
  weights: ReadonlyMap<string, Parameter>,
  threads?: Threads,
): CompiledNetwork {
  const cpu = createCpuNetwork(network, weights, { threads });
  return {
    ...{ network, weights, device: processor },
    run: (tables, options) => new CpuRun(cpu, weights, tables, options),
    dispose: () => cpu.dispose(),
  };
}

type Step = Tables['steps'][number];

/** A run on the CPU: an operation is computed when it is given. Everything that it writes is allocated before the first one. */
class CpuRun implements Run {
  private readonly pixels: number;
  /** Whether x0Hat is clipped to the range of pixels; a point has none. */
  private readonly clips: boolean;
  private readonly state: Float32Array;
  /** The clipped x0Hat of the newest step. */
  private readonly before: Float32Array;
  /** What the network is given, and its raw output, [pictures, ...]. */
  private readonly input: Record<'xt' | 'channel' | 'e', Float32Array>;
  private readonly raw: Float32Array;
  private readonly noise: Float32Array;
  /** Stored states and their x0Hat, slot by slot. */
  private readonly frames: readonly { readonly xt: Float32Array; readonly x0Hat: Float32Array }[];

  constructor(
    private readonly cpu: CpuNetwork,
    weights: ReadonlyMap<string, Parameter>,
    private readonly tables: Tables,
    private readonly options: RunOptions,
  ) {
    const { samples, pictures, channelRows } = tables;
    const { channels, embedding } = cpu.network;
    const pixels = (this.pixels = numbersOf(cpu.network));
    this.clips = channels === undefined;
    this.state = options.state.slice();
    this.before = options.before?.slice() ?? new Float32Array(this.state.length);
    this.input = {
      xt: new Float32Array(pictures * pixels),
      channel: new Float32Array(pictures * pixels),
      e: new Float32Array(tables.e.length === 0 ? 0 : pictures * embedding.width),
    };
    this.raw = new Float32Array(pictures * pixels);
    this.noise = new Float32Array(pixels);
    this.frames = Array.from({ length: options.frames }, () => ({
      xt: new Float32Array(samples * pixels),
      x0Hat: new Float32Array(samples * pixels),
    }));
    if (tables.channel) return;
    const templates = lookup(weights, 'template').data;
    channelRows.forEach((row, i) => copyRow(templates, row, this.input.channel, i, pixels));
  }

  set(state: Float32Array): void {
    this.state.set(state);
  }

  move(index: number, kind: 'step' | 'renoise'): void {
    const step = this.tables.steps[index];
    if (kind === 'renoise') this.renoise(step);
    else this.step(step);
  }

  read(first: number, count: number): Promise<RunStates> {
    const { frames } = this;
    const stored = Array.from({ length: count }, (_, i) => frames[(first + i) % frames.length]);
    return Promise.resolve({
      xt: stored.map(({ xt }) => xt.slice()),
      x0Hat: stored.map(({ x0Hat }) => x0Hat.slice()),
      state: this.state.slice(),
      before: this.before.slice(),
    });
  }

  measure(): Promise<RunCost> {
    const { cpu, tables } = this;
    const flops = 2 * countMacs(cpu.network) * tables.pictures;
    return Promise.resolve({ dispatches: 0, submits: 0, bytes: cpu.memoryBytes, flops, kernels: [] });
  }

  destroy(): void {
    // Its arrays are the garbage collector's.
  }

  /** Asks the network for the raw output of all pictures. */
  private evaluate({ row, channelRow, scale, shift }: Step): void {
    const { tables, pixels, state } = this;
    const { xt, channel, e } = this.input;
    for (let i = 0; i < xt.length; i++) xt[i] = state[i % state.length] * scale + shift;
    for (let i = 0; i < tables.pictures; i++) {
      if (tables.channel) copyRow(tables.channel, channelRow + tables.channelRows[i], channel, i, pixels);
      if (e.length > 0) copyRow(tables.e, row + tables.rows[i], e, i, e.length / tables.pictures);
    }
    this.cpu.evaluate(this.input, this.raw);
  }

  /**
   * x_{t-1} = cX0 clip(x0Hat) + cSecond (clip(x0Hat) of the step before) + cXt x_t + cNoise z, after guidance, a point's x0Hat unclipped; then the known pixels of an
   * inpainting.
   */
  private step(step: Step): void {
    this.evaluate(step);
    const { state, before, raw, pixels, noise, options, tables } = this;
    const { guidance, output, xt, constant, cX0, cSecond, cXt, cNoise } = step;
    const unconditional = tables.pictures > tables.samples ? state.length : undefined;
    const frame = step.keep ? this.frames[step.frame] : undefined;
    frame?.xt.set(state);
    for (let n = 0; n < tables.samples; n++) {
      if (cNoise !== 0) fillGaussian(this.noiseKey(n, step, 'step'), noise);
      for (let pixel = 0; pixel < pixels; pixel++) {
        const at = n * pixels + pixel;
        const guided =
          unconditional === undefined
            ? raw[at]
            : raw[at] * (1 + guidance) - raw[unconditional + at] * guidance;
        const x0Hat = guided * output + (state[at] * xt + constant);
        if (frame) frame.x0Hat[at] = x0Hat;
        const seen = this.clips ? Math.max(-1, Math.min(1, x0Hat)) : x0Hat;
        const mean = seen * cX0 + before[at] * cSecond + state[at] * cXt;
        before[at] = seen;
        state[at] = cNoise === 0 ? mean : mean + noise[pixel] * cNoise;
      }
      if (options.known) this.putKnown(n, step, options.known);
    }
  }

  /** Puts back the known pixels of a sample, with the noise of their t. */
  private putKnown(n: number, step: Step, { pictures, masks }: NonNullable<RunOptions['known']>): void {
    const { state, pixels, noise } = this;
    const { knownSignal, knownNoise } = step;
    if (knownNoise !== 0) fillGaussian(this.noiseKey(n, step, 'known'), noise);
    for (let pixel = 0; pixel < pixels; pixel++) {
      const at = n * pixels + pixel;
      if (masks[at] !== 1) continue;
      state[at] = knownNoise === 0 ? pictures[at] : pictures[at] * knownSignal + noise[pixel] * knownNoise;
    }
  }

  private renoise(step: Step): void {
    const { state, pixels, noise } = this;
    for (let n = 0; n < this.tables.samples; n++) {
      fillGaussian(this.noiseKey(n, step, 'renoise'), noise);
      for (let pixel = 0; pixel < pixels; pixel++) {
        const at = n * pixels + pixel;
        state[at] = state[at] * step.cXt + noise[pixel] * step.cNoise;
      }
    }
  }

  /** The key of a sample's noise: the first visit of a step has that of an ordinary run. */
  private noiseKey(n: number, { start, visit }: Step, role: NoiseRole): Key {
    const [sampling, inpaint] = this.options.keys[n];
    return role === 'step' && visit === 0
      ? fold(sampling, start)
      : [start, visit, NOISE_ROLE[role]].reduce(fold, inpaint);
  }
}

/** Copies a row of one table of rows to a row of another. */
function copyRow(from: Float32Array, row: number, to: Float32Array, target: number, width: number): void {
  for (let i = 0; i < width; i++) to[target * width + i] = from[row * width + i];
}
