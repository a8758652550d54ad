// The engine's backend on Dawn, after the same start-up test as in the page.
import { findAdapter } from '../../src/model/backends/graphics.ts';
import { openBackend } from '../../src/model/openBackend.ts';

/**
 * Starts tfjs and the plans on WebGPU.
 * @returns {Promise<{ adapter: GPUAdapter, capability: import('../../src/model/openBackend').Capability }>}
 * @throws Error if there is no adapter or it computes wrong numbers
 */
export async function openWebGpu() {
  const { adapter } = await findAdapter();
  const { capability } = await openBackend({ wanted: 'webgpu', without: ['webgl', 'wasm', 'cpu'] });
  return { adapter, capability };
}
