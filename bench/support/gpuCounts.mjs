// Commands to the GPU, and memory on it.

/** Calls since the last reset, and bytes of all existing buffers. */
export const counts = {
  dispatches: 0,
  submits: 0,
  buffers: 0,
  bindGroups: 0,
  writes: 0,
  maps: 0,
  bytesThere: 0,
};

/** Sets the counts of calls to 0. */
export function resetCounts() {
  for (const name of Object.keys(counts)) if (name !== 'bytesThere') counts[name] = 0;
}

/** Starts counting. Call it once, where the classes of WebGPU are global. */
export function startCounting() {
  const sizes = new WeakMap();
  const watch = (prototype, method, onCall) => {
    const original = prototype[method];
    prototype[method] = function (...parameters) {
      const result = original.apply(this, parameters);
      onCall(this, result);
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
