import { backend, getBackend } from '@tensorflow/tfjs-core';
import type { Gpu } from '../backends/gpu';
import { Refused } from '../compiled/refused';
import type { Network } from '../network';
import type { NetworkTrainer, TrainerOptions } from './networkTrainer';
import { prepareTraining } from './prepare';
import { TensorTrainer } from './tensorTrainer';

/** WebGPU cannot train a network here; another backend can. The message says why, as a sentence. */
export class CannotTrain extends Error {}

/**
 * A trainer on the current backend: on WebGPU by shaders of its own, elsewhere by tfjs's operations.
 * @throws CannotTrain on WebGPU, if the plan has no shader for a layer, or if the device refuses a command or computes wrong
 * gradients; Error if its memory does not suffice
 */
export async function createTrainer(network: Network, options: TrainerOptions): Promise<NetworkTrainer> {
  if (getBackend() !== 'webgpu') {
    await prepareTraining();
    return new TensorTrainer(network, options);
  }
  const { createProvenTrainer } = await import('../trainingPlan/prove');
  try {
    return await createProvenTrainer((backend() as unknown as Gpu).device, network, options);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (error instanceof Refused && error.outOfMemory)
      throw new Error(`out of memory: ${reason}`, { cause: error });
    throw new CannotTrain(`WebGPU does not train ${network.name}: ${reason}.`, { cause: error });
  }
}
