import { backend, getBackend } from '@tensorflow/tfjs-core';
import type { Gpu } from '../backends/gpu';
import type { Network } from '../network';
import type { NetworkTrainer, TrainerOptions } from './networkTrainer';
import { prepareTraining } from './prepare';
import { TensorTrainer } from './tensorTrainer';

/**
 * A trainer on the current backend: on WebGPU by shaders of its own if the device takes them, else by tfjs's operations.
 * @returns it, and if a GPU trains by tfjs's operations the reason, a sentence
 */
export async function createTrainer(
  network: Network,
  options: TrainerOptions,
): Promise<{ trainer: NetworkTrainer; note?: string }> {
  if (getBackend() !== 'webgpu') return { trainer: await byTensors(network, options) };
  try {
    const { createProvenTrainer } = await import('../trainingPlan/prove');
    const { device } = backend() as unknown as Gpu;
    return { trainer: await createProvenTrainer(device, network, options) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const note = `${network.name} is trained by tfjs's operations, which is slower: ${reason}.`;
    return { trainer: await byTensors(network, options), note };
  }
}

async function byTensors(network: Network, options: TrainerOptions): Promise<NetworkTrainer> {
  await prepareTraining();
  return new TensorTrainer(network, options);
}
