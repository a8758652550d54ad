import { backend, getBackend } from '@tensorflow/tfjs-core';
import type { Gpu } from '../backends/gpu';
import { cpuPlans, type CpuPlans } from '../backends/onCpu';
import { Refused } from '../compiled/refused';
import type { Network } from '../network';
import type { NetworkTrainer, TrainerOptions } from './networkTrainer';
import { prepareTraining } from './prepare';
import { TensorTrainer } from './tensorTrainer';

/** WebGPU cannot train a network here; another backend can. The message says why, as a sentence. */
export class CannotTrain extends Error {}

/**
 * A trainer on the current backend: by a plan of our own on WebGPU and WebAssembly, elsewhere and where WebAssembly's plan fails by
 * tfjs's operations.
 * @throws CannotTrain on WebGPU, if the plan has no shader for a layer, or if the device refuses a command or computes wrong
 * gradients; Error if its memory does not suffice
 */
export async function createTrainer(network: Network, options: TrainerOptions): Promise<NetworkTrainer> {
  const onCpu = cpuPlans();
  if (onCpu) return (await byCpuPlan(network, options, onCpu)) ?? byTensors(network, options);
  if (getBackend() !== 'webgpu') return byTensors(network, options);
  const { createProvenTrainer } = await import('../trainingPlan/prove');
  try {
    return await createProvenTrainer((backend() as unknown as Gpu).device, network, options);
  } catch (error) {
    const reason = reasonOf(error);
    if (error instanceof Refused && error.outOfMemory)
      throw new Error(`out of memory: ${reason}`, { cause: error });
    throw new CannotTrain(`WebGPU does not train ${network.name}: ${reason}.`, { cause: error });
  }
}

/** Undefined if the plan cannot train the network here. */
async function byCpuPlan(
  network: Network,
  options: TrainerOptions,
  { threads }: CpuPlans,
): Promise<NetworkTrainer | undefined> {
  try {
    const { CpuTrainer } = await import('../cpu/training/cpuTrainer');
    return await CpuTrainer.create(network, options, threads);
  } catch (error) {
    console.warn(`${network.name} is trained by tfjs's operations, which is slower: ${reasonOf(error)}`);
    return undefined;
  }
}

async function byTensors(network: Network, options: TrainerOptions): Promise<NetworkTrainer> {
  await prepareTraining();
  return new TensorTrainer(network, options);
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
