import { fold, key, uniform } from '../../diffusion/random';
import { initialise } from '../initialise';
import { numbersOf, type Network } from '../network';
import { trainingSchedule } from '../preconditioning';
import { drawBatch, type Digits, type Draw } from './batch';
import { beginning, partOf } from './sections';

/** How far the parameters move for it, as the length of the step. */
const STEP = 0.02;
const TOLERANCE = 0.05;

/** Networks, by what their plans depend on, whose gradients a device has computed correctly. */
const proven = new WeakMap<object, Set<string>>();

/** Parameters of which none is zero, so that each has a gradient. */
function someParameters(network: Network): Float32Array {
  const parameters = initialise(network, key(0));
  [...parameters.values()].forEach(({ data }, n) => {
    const k = fold(key(9), n);
    data.forEach((w, i) => (data[i] = w + 0.1 * (uniform(k, i) - 0.5)));
  });
  return partOf(network, beginning(network, parameters), 'parameters');
}

/** A trainer whose gradients can be compared. */
export interface Provable {
  /** Most pictures of a batch. */
  readonly batch: number;
  /** Replaces the parameters, in the order of the network's trained parameters. */
  setParameters(parameters: Float32Array): void;
  /** The squared errors of a batch, and the gradients of their weighted mean by name. */
  gradients(
    draw: Draw,
    weights: Float64Array,
  ): Promise<{ errors: Float32Array; gradients: Map<string, Float32Array> }>;
}

/** Pictures that are enough for the comparison. */
export const PROOF_PICTURES = 4;

/**
 * Compares a plan's gradient with the difference of its losses at two points along it, because some drivers compute wrong numbers
 * without any error. It is done once for a network on a device.
 * @param device what computes
 * @param trainer whose parameters are moved, and put back
 * @param parameters to put back, in the order of the network's trained parameters
 * @throws Error with the reason
 */
export async function proveGradients(
  device: object,
  network: Network,
  trainer: Provable,
  parameters: Float32Array,
): Promise<void> {
  const { size, channels, patch, layers, embedding } = network;
  const name = JSON.stringify([size, channels, patch, layers, embedding]);
  const done = proven.get(device) ?? new Set<string>();
  if (done.has(name)) return;
  const numbers = Array.from({ length: numbersOf(network) }, (_, i) => uniform(key(1), i));
  const digits: Digits = {
    pixels: channels ? Float32Array.from(numbers) : Uint8Array.from(numbers, (number) => 255 * number),
    labels: Uint8Array.of(0),
  };
  const count = Math.min(PROOF_PICTURES, trainer.batch);
  const draw = drawBatch(network, trainingSchedule(network), digits, key(2), count);
  const weights = new Float64Array(count).fill(1);
  const at = someParameters(network);
  trainer.setParameters(at);
  const { gradients } = await trainer.gradients(draw, weights);
  const gradient = [...gradients.values()].flatMap((values) => [...values]);
  const length = Math.sqrt(gradient.reduce((sum, value) => sum + value * value, 0));
  const loss = async (step: number): Promise<number> => {
    trainer.setParameters(at.map((value, i) => value + (step * gradient[i]) / length));
    const { errors } = await trainer.gradients(draw, weights);
    return errors.reduce((sum, error) => sum + error, 0) / count;
  };
  const slope = ((await loss(STEP)) - (await loss(-STEP))) / (2 * STEP);
  trainer.setParameters(parameters);
  const error = Math.abs(slope / length - 1);
  // Written so that NaN fails.
  if (!(error <= TOLERANCE))
    throw new Error(`it computes wrong gradients (off by ${(100 * error).toPrecision(2)} %)`);
  proven.set(device, done.add(name));
}
