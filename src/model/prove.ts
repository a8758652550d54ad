import { fillGaussian, key } from '../diffusion/random';
import type { Schedule } from '../diffusion/schedule';
import { createTimePicture } from './condition';
import { createEmbedding } from './embedding';
import { evaluateInJavaScript } from './inJavaScript';
import { lookup } from './lookup';
import { numbersOf, type Network } from './network';
import { preconditioning, trainingSchedule } from './preconditioning';
import type { Parameter } from './weights';
import type { CompiledNetwork } from './compiledNetwork';
import { evaluateCompiled } from './evaluations';

const TOLERANCE = 1e-3;

/**
 * The network's raw output for one picture, computed by plain loops in float64.
 * @returns as many numbers as a picture has
 */
export function evaluatePlainly(
  network: Network,
  weights: ReadonlyMap<string, Parameter>,
  xt: Float32Array,
  schedule: Schedule,
  t: number,
  label: number,
): Float64Array {
  const { embedding } = network;
  const { networkT, scale, shift } = preconditioning(network, schedule, t);
  const asPicture = 'picture' in embedding;
  const channel = asPicture
    ? createTimePicture(embedding, weights)(networkT)
    : lookup(weights, 'template').data.subarray(label * xt.length);
  const e = asPicture ? undefined : createEmbedding(network, weights)(networkT, [label]);
  const input = new Float64Array(2 * xt.length);
  xt.forEach((x, i) => input.set([x * scale + shift, channel[i]], 2 * i));
  return evaluateInJavaScript(network, weights, input, e);
}

/** One evaluation of a network, and its result by plain loops. */
interface Proof {
  readonly schedule: Schedule;
  readonly t: number;
  readonly label: number;
  /** One picture, flat, as is the result. */
  readonly xt: Float32Array;
  readonly expected: Float64Array;
}

/** Evaluates a network by plain loops. This takes the thread a while: on a GPU best done while its shaders are being compiled. */
export function makeProof(network: Network, weights: ReadonlyMap<string, Parameter>): Proof {
  const { classes } = network;
  const schedule = trainingSchedule(network);
  const t = Math.round(schedule.T / 2);
  const label = Math.min(1, classes);
  const xt = fillGaussian(key(0), new Float32Array(numbersOf(network)));
  return { schedule, t, label, xt, expected: evaluatePlainly(network, weights, xt, schedule, t, label) };
}

/** Networks, by their layers, that a device has computed correctly. */
const proven = new WeakMap<object, Set<string>>();

const layersOf = ({ size, channels, patch, layers }: Network): string =>
  JSON.stringify([size, channels, patch, layers]);

/** Whether a device has computed a network of these layers correctly before. */
export const isProven = (device: object, network: Network): boolean =>
  proven.get(device)?.has(layersOf(network)) ?? false;

/**
 * Compares an evaluation on the device with plain loops, because some drivers and browsers compute wrong numbers without any error.
 * @throws Error with the reason
 */
export async function prove(
  compiled: CompiledNetwork,
  { schedule, t, label, xt, expected }: Proof,
): Promise<void> {
  const computed = await evaluateCompiled(compiled, xt, schedule, t, [label]);
  const error = Math.max(...expected.map((value, i) => Math.abs(value - computed[i])));
  const most = Math.max(1, ...expected.map(Math.abs));
  // Written so that NaN fails.
  if (!(error <= TOLERANCE * most))
    throw new Error(`it computes wrong numbers (off by ${error.toPrecision(2)})`);
  const { device, network } = compiled;
  proven.set(device, (proven.get(device) ?? new Set()).add(layersOf(network)));
}
