const none = { dispatches: 0, buffers: 0, bindGroups: 0, writes: 0, maps: 0, submits: 0, destroyed: 0 };

/** What has been asked of the GPU since the last reset. */
export const counts = { ...none };

/** Sets all to 0. */
export function resetCounts(): void {
  Object.assign(counts, none);
}

/** Counts every call of a method from now on. */
function count<Name extends string>(
  prototype: Record<Name, unknown>,
  name: Name,
  as: keyof typeof counts,
): void {
  const original = prototype[name] as (...args: unknown[]) => unknown;
  prototype[name] = function (this: unknown, ...args: unknown[]): unknown {
    counts[as]++;
    return original.apply(this, args);
  };
}

/** To be called once, in a worker that has WebGPU. */
export function startCounting(): void {
  count(GPUComputePassEncoder.prototype, 'dispatchWorkgroups', 'dispatches');
  count(GPUDevice.prototype, 'createBuffer', 'buffers');
  count(GPUDevice.prototype, 'createBindGroup', 'bindGroups');
  count(GPUBuffer.prototype, 'destroy', 'destroyed');
  count(GPUBuffer.prototype, 'mapAsync', 'maps');
  count(GPUQueue.prototype, 'writeBuffer', 'writes');
  count(GPUQueue.prototype, 'submit', 'submits');
}
