import { getBackend } from '@tensorflow/tfjs-core';
import { registerCompositions } from './compositions';
import { registerGradients } from './gradients';

/**
 * Gives the current backend what training needs and sampling does not load: gradients, and the kernels that they use.
 * To be awaited before the first Trainer on a backend.
 */
export async function prepareTraining(): Promise<void> {
  registerGradients();
  registerCompositions();
  if (getBackend() === 'webgpu') await import('../backends/webgpuTraining');
}
