import { signedGaussianTable } from '../../diffusion/random';

const buffers = new WeakMap<GPUDevice, GPUBuffer>();

/** The table of normal quantiles that noise is looked up in, uploaded once for each device. */
export function quantilesOn(device: GPUDevice): GPUBuffer {
  const cached = buffers.get(device);
  if (cached) return cached;
  const table = signedGaussianTable();
  const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST;
  const buffer = device.createBuffer({ size: table.byteLength, usage });
  device.queue.writeBuffer(buffer, 0, table as BufferSource);
  buffers.set(device, buffer);
  return buffer;
}
