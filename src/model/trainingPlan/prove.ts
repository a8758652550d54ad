import type { Network } from '../network';
import type { TrainerOptions } from '../train/networkTrainer';
import { proveGradients } from '../train/proveGradients';
import { partOf } from '../train/sections';
import { PlanTrainer } from './planTrainer';

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
