import {
  add,
  backend,
  concat,
  dispose,
  getBackend,
  keep,
  mul,
  split,
  tensor,
  tidy,
  type Tensor,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import { guidanceWeights } from '../diffusion/guidance';
import type { Prediction } from '../diffusion/training/parameterization';
import type { Schedule } from '../diffusion/schedule';
import type { Gpu } from './backends/gpu';
import { cpuPlans, startTfjs, type CpuPlans } from './backends/onCpu';
import { compile, type Compiling, type Shaders } from './compiled/compile';
import { gpuNetwork } from './compiled/run';
import type { CompiledNetwork } from './compiledNetwork';
import { createCondition } from './condition';
import { evaluate, prepare, type Parameters } from './layers';
import { lookup } from './lookup';
import type { Network } from './network';
import { preconditioning, type OutputTransform } from './preconditioning';
import { isProven, makeProof, prove } from './prove';
import type { Weights } from './weights';

/** A denoiser's result for one batch of x_t. Use it within the tidy in which it was made. */
export interface Estimate {
  /** The estimate as the given kind, [N, size, size, 1], of points [N, 1, 2, 1]; 'x0' is not clipped. */
  as(kind: Prediction): Tensor4D;
}

export interface Denoiser {
  /** What its pictures are, and its number of classes. */
  readonly network: Pick<Network, 'size' | 'channels' | 'classes'>;
  /**
   * One evaluation. Call it within a tidy.
   * @param xt [N, size, size, 1], with pixels -1..1, whatever range the network was trained on; points [N, 1, 2, 1]
   * @param t 1..schedule.T
   * @param labels one for each picture, 0..classes; `classes` means no class
   * @param guidanceScale w of (1 + w) conditional - w unconditional; 0 evaluates only the conditional branch
   */
  estimate(
    xt: Tensor4D,
    schedule: Schedule,
    t: number,
    labels: ArrayLike<number>,
    guidanceScale: number,
  ): Estimate;
  /** The same network compiled, on first use; undefined if it cannot be, and tfjs's operations compute from then on. */
  compiled?(): Promise<CompiledNetwork | undefined>;
  /** Gives the compiled network up, because the device has refused one of its commands. */
  abandon?(reason: string): void;
  dispose(): void;
}

/** Begins to compile a network's shaders on the current backend; undefined if that is not WebGPU. */
export function startCompiling(network: Network): Compiling | undefined {
  return getBackend() === 'webgpu' ? compile((backend() as unknown as Gpu).device, network) : undefined;
}

/** What the backend already holds. */
interface Existing {
  /** The network's shaders, possibly still being compiled; without them they are compiled on first use. */
  readonly shaders?: Promise<Shaders> | undefined;
  /** For a network in training: where its trainer has a parameter on the GPU, if it has it as sampling needs it. */
  readonly trained?: (name: string) => GPUBufferBinding | undefined;
}

/**
 * Puts a network on the current backend.
 * @returns a denoiser that holds its tensors until it is disposed
 */
export function createDenoiser(
  network: Network,
  { parameters: weights }: Pick<Weights, 'parameters'>,
  existing: Existing = {},
): Denoiser {
  const { classes } = network;
  const tensors = createTensors(network, weights);
  const condition = createCondition(network, weights);

  const output = (xt: Tensor4D, networkT: number, labels: number[]): Tensor4D =>
    tidy(() => {
      const { channel, e } = condition(networkT, labels);
      return evaluate(network, tensors.all(), concat<Tensor4D>([xt, channel], 3), e);
    });

  const guidedOutput = (xt: Tensor4D, networkT: number, labels: number[], w: number): Tensor4D => {
    if (w === 0 || labels.every((label) => label === classes)) return output(xt, networkT, labels);
    const nulls = labels.map(() => classes);
    const both = output(concat<Tensor4D>([xt, xt], 0), networkT, [...labels, ...nulls]);
    const [conditional, unconditional] = split(both, 2, 0);
    // Every kind of output is scaled epsilon plus a multiple of x_t, so guiding the output guides epsilon.
    const weight = guidanceWeights(w);
    return add(mul(conditional, weight.conditional), mul(unconditional, weight.unconditional));
  };

  const plans = cpuPlans();
  const plan = plans
    ? lazyPlan(network, () => onCpu(network, weights, plans), startTfjs)
    : getBackend() === 'webgpu'
      ? lazyPlan(network, (isEnded) => onGpu(network, weights, existing, tensors.parameters(), isEnded))
      : undefined;
  return {
    network,
    estimate(xt, schedule, t, labels, guidanceScale) {
      const { networkT, scale, shift, outputTransform } = preconditioning(network, schedule, t);
      const input: Tensor4D = scale === 1 ? xt : add(mul(xt, scale), shift);
      const raw = guidedOutput(input, networkT, Array.from(labels), guidanceScale);
      return { as: (kind) => transformed(outputTransform(kind), xt, raw) };
    },
    ...(plan && { compiled: plan.compiled, abandon: plan.abandon }),
    dispose() {
      plan?.end();
      tensors.dispose();
    },
  };
}

/** A network's parameters on the backend, uploaded on first use and kept: a network compiled for the CPU needs none of them. */
function createTensors(
  network: Network,
  weights: Weights['parameters'],
): {
  readonly parameters: () => Parameters;
  /** With what `prepare` makes of them. */
  readonly all: () => Parameters;
  readonly dispose: () => void;
} {
  let uploaded: Parameters | undefined;
  let prepared: Parameters | undefined;
  const parameters = (): Parameters =>
    (uploaded ??= new Map(
      [...weights]
        .filter(([name]) => !isEmbedding(name))
        .map(([name, { shape, data }]): [string, Tensor] => [name, keep(tensor(data, [...shape]))]),
    ));
  return {
    parameters,
    all() {
      if (prepared) return prepared;
      const added = prepare(network, parameters());
      added.forEach((each) => keep(each));
      return (prepared = new Map([...parameters(), ...added]));
    },
    dispose() {
      dispose([...(prepared ?? uploaded ?? new Map<string, Tensor>()).values()]);
    },
  };
}

/**
 * The compiled network, made once on first use; `end` says that nobody needs it any more.
 * @param compileNetwork is told whether it has ended
 * @param useTfjs gets tfjs's operations ready where it cannot be compiled
 */
function lazyPlan(
  network: Network,
  compileNetwork: (isEnded: () => boolean) => Promise<CompiledNetwork | undefined>,
  useTfjs?: () => Promise<void>,
): Required<Pick<Denoiser, 'compiled' | 'abandon'>> & { end(): void } {
  let compiled: Promise<CompiledNetwork | undefined> | undefined;
  let ended = false;
  const isEnded = (): boolean => ended;
  const compileOrWarn = async (): Promise<CompiledNetwork | undefined> => {
    try {
      return await compileNetwork(isEnded);
    } catch (error) {
      if (isEnded()) return undefined;
      warn(network, error instanceof Error ? error.message : String(error));
      await useTfjs?.();
      return undefined;
    }
  };
  return {
    compiled: () => (compiled ??= compileOrWarn()),
    abandon(reason) {
      if (!ended) warn(network, reason);
      ended = true;
      compiled = Promise.resolve(undefined);
    },
    end() {
      ended = true;
      void compiled?.then((each) => each?.dispose?.());
    },
  };
}

/** Reports that a network runs on tfjs's operations instead. */
function warn({ name }: Network, reason: string): void {
  console.warn(`${name} is not compiled: ${reason}`);
}

/** The network as a plan on the CPU. Only the speed depends on it. @throws Error with the reason if it cannot be that */
async function onCpu(
  network: Network,
  weights: Weights['parameters'],
  { threads }: CpuPlans,
): Promise<CompiledNetwork> {
  const { cpuNetwork } = await import('./cpu/run');
  const compiled = cpuNetwork(network, weights, threads);
  if (!isProven(compiled.device, network)) await prove(compiled, makeProof(network, weights));
  return compiled;
}

/**
 * The network compiled for the GPU, on the same parameter tensors or on a trainer's buffers. Only the speed depends on it.
 * @param existing a proven network in training is not proven again: the training itself checks that its numbers are finite
 * @param isEnded whether nobody needs it any more, so that the parameters may be gone
 * @throws Error with the reason if it cannot be compiled
 */
async function onGpu(
  network: Network,
  weights: Weights['parameters'],
  { shaders, trained }: Existing,
  parameters: Parameters,
  isEnded: () => boolean,
): Promise<CompiledNetwork | undefined> {
  const gpu = backend() as unknown as Gpu;
  const { device } = gpu;
  const uploaded = (name: string): GPUBufferBinding => ({
    buffer: gpu.tensorMap.get(lookup(parameters, name).dataId).resource as GPUBuffer,
  });
  for (const [name, { dataId }] of parameters) if (!trained?.(name)) gpu.uploadToGPU(dataId);
  // Submit what tfjs has recorded so far, which includes the uploads.
  gpu.ensureCommandEncoderReady();
  gpu.endComputePassEncoder();
  gpu.submitQueue();
  const compiling = shaders ?? compile(device, network).all;
  const proof = trained && isProven(device, network) ? undefined : makeProof(network, weights);
  const parameter = (name: string): GPUBufferBinding => trained?.(name) ?? uploaded(name);
  const compiled = gpuNetwork({ ...(await compiling), weights, parameter });
  if (isEnded()) return undefined;
  if (proof) await prove(compiled, proof);
  return compiled;
}

function transformed(
  { xt: weight, output, constant }: OutputTransform,
  xt: Tensor4D,
  raw: Tensor4D,
): Tensor4D {
  const mixed: Tensor4D = weight === 0 ? mul(raw, output) : add(mul(xt, weight), mul(raw, output));
  return constant === 0 ? mixed : add(mixed, constant);
}

/** Whether a parameter belongs to the embedding, which is computed in JavaScript and not on the backend. */
function isEmbedding(name: string): boolean {
  return name === 'label' || name.startsWith('time.');
}
