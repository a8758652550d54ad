import {
  add,
  backend,
  concat,
  dispose,
  getBackend,
  mul,
  split,
  tensor,
  tidy,
  type Tensor,
  type Tensor4D,
} from '@tensorflow/tfjs-core';
import { guidanceWeights } from '../diffusion/guidance';
import type { Prediction } from '../diffusion/parameterization';
import type { Schedule } from '../diffusion/schedule';
import type { Gpu } from './backends/kernels/kernel';
import { compile, type Compiled, type Compiling, type Shaders } from './compiled/compile';
import { isProven, makeProof, prove } from './compiled/prove';
import { createCondition } from './condition';
import { evaluate, prepare, type Parameters } from './layers';
import { lookup } from './lookup';
import type { Network } from './network';
import { preconditioning, type OutputTransform } from './preconditioning';
import type { Weights } from './weights';

/** What a denoiser makes of one batch of x_t. Use it within the tidy it was made in. */
export interface Estimate {
  /** The estimate of that kind, [N, size, size, 1]; 'x0' is not clipped. */
  as(kind: Prediction): Tensor4D;
}

export interface Denoiser {
  /** Height and width of its pictures, and the classes that it tells apart. */
  readonly network: Pick<Network, 'size' | 'classes'>;
  /**
   * One evaluation. Call it within a tidy.
   * @param xt [N, size, size, 1], of pixels -1..1, whatever range the network learnt from
   * @param t 1 .. schedule.T
   * @param labels one a picture, 0 .. classes; `classes` means no class
   * @param guidanceScale w of (1 + w) conditional - w unconditional; 0 evaluates the conditional branch alone
   */
  estimate(
    xt: Tensor4D,
    schedule: Schedule,
    t: number,
    labels: ArrayLike<number>,
    guidanceScale: number,
  ): Estimate;
  /** The same network as a plan of the GPU's own, made when it is first asked for; undefined where there is none. */
  compiled?(): Promise<Compiled | undefined>;
  /** Gives that plan up, as the device has refused something of it: from now on there is none. */
  abandon?(reason: string): void;
  dispose(): void;
}

/** Begins to compile a network's shaders on the current backend; undefined where that is not WebGPU. */
export function startCompiling(network: Network): Compiling | undefined {
  return getBackend() === 'webgpu' ? compile((backend() as unknown as Gpu).device, network) : undefined;
}

/** What is on the backend already. */
interface There {
  /** The network's shaders, on their way; else they are compiled when they are asked for. */
  readonly shaders?: Promise<Shaders> | undefined;
  /** Some of its parameters, which are read where they are and stay the caller's. */
  readonly parameters?: Parameters;
}

/**
 * Puts a network on the current backend.
 * @returns a denoiser that holds there what was not there already, until it is disposed
 */
export function createDenoiser(
  network: Network,
  { parameters: weights }: Pick<Weights, 'parameters'>,
  there: There = {},
): Denoiser {
  const { classes } = network;
  const given: Parameters = there.parameters ?? new Map<string, Tensor>();
  const parameters: Parameters = new Map(
    [...weights]
      .filter(([name]) => !isEmbedding(name))
      .map(([name, { shape, data }]): [string, Tensor] => [
        name,
        given.get(name) ?? tensor(data, [...shape]),
      ]),
  );
  const made = prepare(network, parameters);
  const all: Parameters = new Map([...parameters, ...made]);
  const condition = createCondition(network, weights);

  const output = (xt: Tensor4D, networkT: number, labels: number[]): Tensor4D =>
    tidy(() => {
      const { channel, e } = condition(networkT, labels);
      return evaluate(network, all, concat<Tensor4D>([xt, channel], 3), e);
    });

  const guidedOutput = (xt: Tensor4D, networkT: number, labels: number[], w: number): Tensor4D => {
    if (w === 0 || labels.every((label) => label === classes)) return output(xt, networkT, labels);
    const nulls = labels.map(() => classes);
    const both = output(concat<Tensor4D>([xt, xt], 0), networkT, [...labels, ...nulls]);
    const [conditional, unconditional] = split(both, 2, 0);
    // Every kind of output is epsilon, scaled, plus a multiple of x_t, so guiding the output guides epsilon.
    const by = guidanceWeights(w);
    return add(mul(conditional, by.conditional), mul(unconditional, by.unconditional));
  };

  const plan = getBackend() === 'webgpu' ? ownPlan(network, weights, there, parameters) : undefined;
  return {
    network,
    estimate(xt, schedule, t, labels, guidanceScale) {
      const { networkT, scale, shift, outputTransform } = preconditioning(network, schedule, t);
      const seen: Tensor4D = scale === 1 ? xt : add(mul(xt, scale), shift);
      const raw = guidedOutput(seen, networkT, Array.from(labels), guidanceScale);
      return { as: (kind) => read(outputTransform(kind), xt, raw) };
    },
    ...(plan && { compiled: plan.compiled, abandon: plan.abandon }),
    dispose() {
      plan?.end();
      dispose([...all].flatMap(([name, each]) => (given.has(name) ? [] : [each])));
    },
  };
}

/** The network's plan, made once, how it is given up, and that nobody needs it any more. */
function ownPlan(
  network: Network,
  weights: Weights['parameters'],
  there: There,
  parameters: Parameters,
): Required<Pick<Denoiser, 'compiled' | 'abandon'>> & { end(): void } {
  let made: Promise<Compiled | undefined> | undefined;
  let ended = false;
  return {
    compiled: () => (made ??= compiledOn(network, weights, there, parameters, () => ended)),
    abandon(reason) {
      if (!ended) warn(network, reason);
      ended = true;
      made = Promise.resolve(undefined);
    },
    end: () => (ended = true),
  };
}

/** Says that a network goes on by tfjs's operations. */
function warn({ name }: Network, reason: string): void {
  console.warn(`${name} is not compiled: ${reason}`);
}

/**
 * The network's plan on the GPU, on the same parameters. Nothing else than speed depends on it.
 * @param there parameters that are there are those of a training, which looks itself whether its numbers are finite
 * @param ended whether nobody waits for it any more: the parameters may be gone
 */
async function compiledOn(
  network: Network,
  weights: Weights['parameters'],
  { shaders, parameters: live }: There,
  parameters: Parameters,
  ended: () => boolean,
): Promise<Compiled | undefined> {
  const gpu = backend() as unknown as Gpu;
  const { device } = gpu;
  const bufferOf = (name: string): GPUBuffer =>
    gpu.tensorMap.get(lookup(parameters, name).dataId).resource as GPUBuffer;
  try {
    for (const { dataId } of parameters.values()) gpu.uploadToGPU(dataId);
    // What tfjs has recorded so far comes first: the uploads are among it.
    gpu.ensureCommandEncoderReady();
    gpu.endComputePassEncoder();
    gpu.submitQueue();
    const compiling = shaders ?? compile(device, network).all;
    const proof = live && isProven(device, network) ? undefined : makeProof(network, weights);
    const compiled = { ...(await compiling), weights, parameter: bufferOf };
    if (ended()) return undefined;
    if (proof) await prove(compiled, proof);
    return compiled;
  } catch (error) {
    if (!ended()) warn(network, error instanceof Error ? error.message : String(error));
    return undefined;
  }
}

function read({ xt: ofXt, output, constant }: OutputTransform, xt: Tensor4D, raw: Tensor4D): Tensor4D {
  const mixed: Tensor4D = ofXt === 0 ? mul(raw, output) : add(mul(xt, ofXt), mul(raw, output));
  return constant === 0 ? mixed : add(mixed, constant);
}

/** The embedding is computed in JavaScript, so its parameters are not needed on the backend. */
function isEmbedding(name: string): boolean {
  return name === 'label' || name.startsWith('time.');
}
