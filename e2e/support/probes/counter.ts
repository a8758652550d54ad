/** What a worker has asked of the GPU since it started. */
export const counts = { dispatches: 0, buffers: 0 };

/** Has every call of the method counted. */
function counted(prototype: object, method: string, name: keyof typeof counts): void {
  const own = Reflect.get(prototype, method) as (...parameters: unknown[]) => unknown;
  Reflect.set(prototype, method, function (this: unknown, ...parameters: unknown[]) {
    counts[name]++;
    return own.apply(this, parameters);
  });
}

counted(GPUComputePassEncoder.prototype, 'dispatchWorkgroups', 'dispatches');
counted(GPUDevice.prototype, 'createBuffer', 'buffers');
