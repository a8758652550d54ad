import { fold, key, uniform } from '../../diffusion/random';
import { initialise } from '../initialise';
import type { Network } from '../network';
import { trainingSchedule } from '../preconditioning';
import { drawBatch, type Digits } from '../train/batch';
import type { TrainerOptions } from '../train/networkTrainer';
import { beginning, partOf } from '../train/sections';
import { PlanTrainer } from './planTrainer';

/** Pictures of the comparison. */
const PICTURES = 4;
/** How far the parameters move for it, as the length of the step. */
const STEP = 0.02;
const TOLERANCE = 0.05;

/** Networks, by what their shaders depend on, whose gradients a device has computed correctly. */
const proven = new WeakMap<GPUDevice, Set<string>>();

/** Parameters of which none is zero, so that each has a gradient. */
function someParameters(network: Network): Float32Array {
  const parameters = initialise(network, key(0));
  [...parameters.values()].forEach(({ data }, n) => {
    const k = fold(key(9), n);
    data.forEach((w, i) => (data[i] = w + 0.1 * (uniform(k, i) - 0.5)));
  });
  return partOf(network, beginning(network, parameters), 'parameters');
}

/**
 * A trainer whose gradients are correct on this device.
 * @throws Error with the reason, if the plan cannot train the network here
 */
export async function createProvenTrainer(
  device: GPUDevice,
  network: Network,
  options: TrainerOptions,
): Promise<PlanTrainer> {
  const trainer = await PlanTrainer.create(device, network, options);
  try {
    await proveGradients(device, network, trainer, partOf(network, options.numbers, 'parameters'));
    return trainer;
  } catch (error) {
    trainer.dispose();
    throw error;
  }
}

/**
 * Compares a plan's gradient with the difference of its losses at two points along it, because some drivers compute wrong numbers
 * without any error. It is done once for a network on a device.
 * @param trainer whose parameters are moved, and put back
 * @param parameters to put back, in the order of the network's trained parameters
 * @throws Error with the reason
 */
export async function proveGradients(
  device: GPUDevice,
  network: Network,
  trainer: Pick<PlanTrainer, 'batch' | 'gradients' | 'setParameters'>,
  parameters: Float32Array,
): Promise<void> {
  const { size, patch, layers, embedding } = network;
  const name = JSON.stringify([size, patch, layers, embedding]);
  const done = proven.get(device) ?? new Set<string>();
  if (done.has(name)) return;
  const digits: Digits = {
    pixels: Uint8Array.from({ length: size ** 2 }, (_, i) => 255 * uniform(key(1), i)),
    labels: Uint8Array.of(0),
  };
  const count = Math.min(PICTURES, trainer.batch);
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
