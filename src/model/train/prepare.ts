import { getBackend } from '@tensorflow/tfjs-core';
import { startTfjs } from '../backends/onCpu';
import { registerCompositions } from './compositions';
import { registerGradients } from './gradients';

/**
 * Loads what training needs in addition to sampling: gradients, and the kernels that they use. Await it before creating the
 * first Trainer on a backend.
 */
export async function prepareTraining(): Promise<void> {
  await startTfjs();
  registerGradients();
  registerCompositions();
  if (getBackend() === 'webgpu') await import('../backends/webgpuTraining');
}
