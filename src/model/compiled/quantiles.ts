import { signedGaussianTable } from '../../diffusion/random';

const kept = new WeakMap<GPUDevice, GPUBuffer>();

/** The table of normal quantiles from which noise is looked up, once a device. */
export function quantilesOn(device: GPUDevice): GPUBuffer {
  const known = kept.get(device);
  if (known) return known;
  const table = signedGaussianTable();
  const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST;
  const buffer = device.createBuffer({ size: table.byteLength, usage });
  device.queue.writeBuffer(buffer, 0, table as BufferSource);
  kept.set(device, buffer);
  return buffer;
}
