// What has been asked of the GPU, and what lies there.

/** Calls since the last reset, and bytes of all buffers that are there. */
export const counts = {
  dispatches: 0,
  submits: 0,
  buffers: 0,
  bindGroups: 0,
  writes: 0,
  maps: 0,
  bytesThere: 0,
};

/** Sets the calls to 0. */
export function resetCounts() {
  for (const name of Object.keys(counts)) if (name !== 'bytesThere') counts[name] = 0;
}

/** Counts from now on; to be called once, where WebGPU's classes are global. */
export function startCounting() {
  const sizes = new WeakMap();
  const watch = (prototype, method, seen) => {
    const own = prototype[method];
    prototype[method] = function (...parameters) {
      const result = own.apply(this, parameters);
      seen(this, result);
      return result;
    };
  };
  const count = (prototype, method, name) => watch(prototype, method, () => counts[name]++);
  count(globalThis.GPUComputePassEncoder.prototype, 'dispatchWorkgroups', 'dispatches');
  count(globalThis.GPUQueue.prototype, 'submit', 'submits');
  count(globalThis.GPUQueue.prototype, 'writeBuffer', 'writes');
  count(globalThis.GPUDevice.prototype, 'createBindGroup', 'bindGroups');
  count(globalThis.GPUBuffer.prototype, 'mapAsync', 'maps');
  watch(globalThis.GPUDevice.prototype, 'createBuffer', (_, buffer) => {
    counts.buffers++;
    counts.bytesThere += buffer.size;
    sizes.set(buffer, buffer.size);
  });
  watch(globalThis.GPUBuffer.prototype, 'destroy', (buffer) => {
    counts.bytesThere -= sizes.get(buffer) ?? 0;
    sizes.delete(buffer);
  });
}
