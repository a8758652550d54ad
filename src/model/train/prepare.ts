import { startTfjs } from '../backends/onCpu';
import { registerCompositions } from './compositions';
import { registerGradients } from './gradients';

/**
 * Registers what training by tfjs's operations needs in addition to sampling: gradients, and the kernels that they use. Await it
 * before creating the first Trainer on a backend.
 */
export async function prepareTraining(): Promise<void> {
  await startTfjs();
  registerGradients();
  registerCompositions();
}
