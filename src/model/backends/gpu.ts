import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu/dist/backend_webgpu';

/** The part of tfjs's backend by which a plan shares its device and its buffers. */
export type Gpu = Pick<
  WebGPUBackend,
  | 'device'
  | 'endComputePassEncoder'
  | 'ensureCommandEncoderReady'
  | 'submitQueue'
  | 'tensorMap'
  | 'uploadToGPU'
>;
