import type { Key } from '../diffusion/random';
import type { Network } from './network';
import type { Tables } from './tables';
import type { Parameter } from './weights';

/** A network compiled as a whole: for the GPU (compiled/) or for the CPU (cpu/). */
export interface CompiledNetwork {
  readonly network: Network;
  readonly weights: ReadonlyMap<string, Parameter>;
  /** What computes it: the same object for all networks of a GPU, or of the CPU. */
  readonly device: object;
  /** Begins a run. Its memory is freed by `destroy`. */
  readonly run: (tables: Tables, options: RunOptions) => Run;
  /** Frees what the network holds besides its weights. */
  readonly dispose?: () => void;
}

/** How a run begins. */
export interface RunOptions {
  /** x of every sample, [N, size, size] flat; points [N, 2]. */
  readonly state: Float32Array;
  /** x0Hat in the operation before, clipped unless it is of points, where the first one steps by it, too. */
  readonly before?: Float32Array | undefined;
  /** For every sample the key of its sampling noise, and the key of the noise that inpainting draws. */
  readonly keys: readonly (readonly [sampling: Key, inpaint: Key])[];
  /** Known pixels, and 1 where a pixel is known, [N, size, size] flat. */
  readonly known?: { readonly pictures: Float32Array; readonly masks: Uint8Array };
  /** Room for so many stored states between two reads. */
  readonly frames: number;
  /** Operations of a submit to a GPU; by default as many as occupy the device for some milliseconds. */
  readonly aSubmit?: number;
}

/** States that were stored with their x0Hat, the current x, and the x0Hat of the newest step, clipped unless it is of points; [N, size, size] flat each, or [N, 2]. */
export interface RunStates {
  readonly xt: Float32Array[];
  readonly x0Hat: Float32Array[];
  readonly state: Float32Array;
  readonly before: Float32Array;
}

/** What a run has cost so far. */
export interface RunCost {
  /** Commands of a GPU, and how they were grouped; 0 on the CPU. */
  readonly dispatches: number;
  readonly submits: number;
  /** Memory of the run and of the network. */
  readonly bytes: number;
  /** Floating-point operations of one step, guidance included. */
  readonly flops: number;
  /** Duration of every dispatch of a step, in order; empty where that is not measured. */
  readonly kernels: readonly { readonly id: string; readonly ms: number }[];
}

/** Some samples on their way: the operations of its tables, on a device. */
export interface Run {
  /** Replaces x. */
  set(state: Float32Array): void;
  /** Takes the operation with this index, at once or before the next read; it replaces x. */
  move(index: number, kind: 'step' | 'renoise'): void;
  /**
   * Reads stored states and the current x.
   * @param first slot of the first stored state; after the last slot comes slot 0
   * @param count number of stored states
   * @throws Refused if a GPU has refused any command of this run
   */
  read(first: number, count: number): Promise<RunStates>;
  /** To be called at the end: it may overwrite x. */
  measure(): Promise<RunCost>;
  destroy(): void;
}
