import { fillGaussian, key } from '../../diffusion/random';
import { makeSchedule, type Schedule } from '../../diffusion/schedule';
import { createTimePicture } from '../condition';
import { createEmbedding } from '../embedding';
import { evaluateInJavaScript } from '../inJavaScript';
import { lookup } from '../lookup';
import type { Network } from '../network';
import { sightOf } from '../sight';
import type { Parameter } from '../weights';
import type { Compiled } from './compile';
import { evaluateCompiled } from './evaluate';

const TOLERANCE = 1e-3;

/**
 * The network's raw output for one picture by plain loops in float64.
 * @returns [size, size] flat
 */
export function evaluatePlainly(
  network: Network,
  weights: ReadonlyMap<string, Parameter>,
  xt: Float32Array,
  schedule: Schedule,
  t: number,
  label: number,
): Float64Array {
  const { trainedOn, embedding } = network;
  const training = makeSchedule(trainedOn.schedule, trainedOn.T);
  const { networkT, scale, shift } = sightOf(network, training, schedule, t);
  const pictured = 'picture' in embedding;
  const beside = pictured
    ? createTimePicture(embedding, weights)(networkT)
    : lookup(weights, 'template').data.subarray(label * xt.length);
  const e = pictured ? undefined : createEmbedding(network, weights)(networkT, [label]);
  const input = new Float64Array(2 * xt.length);
  xt.forEach((x, i) => input.set([x * scale + shift, beside[i]], 2 * i));
  return evaluateInJavaScript(network, weights, input, e);
}

/** One evaluation of a network, and what comes out by plain loops. */
interface Proof {
  readonly schedule: Schedule;
  readonly t: number;
  readonly label: number;
  /** [size, size] flat, both. */
  readonly xt: Float32Array;
  readonly expected: Float64Array;
}

/** Evaluates a network by plain loops, which take this thread a while: best while its shaders are compiled beside it. */
export function makeProof(network: Network, weights: ReadonlyMap<string, Parameter>): Proof {
  const { trainedOn, size, classes } = network;
  const schedule = makeSchedule(trainedOn.schedule, trainedOn.T);
  const t = Math.round(trainedOn.T / 2);
  const label = Math.min(1, classes);
  const xt = fillGaussian(key(0), new Float32Array(size * size));
  return { schedule, t, label, xt, expected: evaluatePlainly(network, weights, xt, schedule, t, label) };
}

/** Networks, by their layers, of which a device has computed right numbers. */
const proven = new WeakMap<GPUDevice, Set<string>>();

const layersOf = ({ size, patch, layers }: Network): string => JSON.stringify([size, patch, layers]);

/** Whether a device has computed a network of these layers before, and right. */
export const isProven = (device: GPUDevice, network: Network): boolean =>
  proven.get(device)?.has(layersOf(network)) ?? false;

/**
 * Compares an evaluation on the device with the same by plain loops: drivers have been seen to give wrong numbers without any
 * error.
 * @throws Error with the reason
 */
export async function prove(compiled: Compiled, { schedule, t, label, xt, expected }: Proof): Promise<void> {
  const found = await evaluateCompiled(compiled, xt, schedule, t, [label]);
  const error = Math.max(...expected.map((value, i) => Math.abs(value - found[i])));
  const most = Math.max(1, ...expected.map(Math.abs));
  // Written so that NaN fails.
  if (!(error <= TOLERANCE * most))
    throw new Error(`it computes wrong numbers (off by ${error.toPrecision(2)})`);
  const { device, plan } = compiled;
  proven.set(device, (proven.get(device) ?? new Set()).add(layersOf(plan.network)));
}
