import { collectRefusals } from './refused';

/** A dispatch that is ready to be encoded. */
export interface ReadyDispatch {
  readonly id: string;
  readonly pipeline: GPUComputePipeline;
  readonly group: GPUBindGroup;
  readonly groups: number;
}

/**
 * Times dispatches by the device's clock, each in its own pass.
 * @param offset of the operation's numbers in the uniform buffer, bytes
 * @param times how often each is dispatched, because browsers round the clock to 0.1 ms
 * @returns milliseconds of one dispatch of each, in order; empty if the device has no such clock or refuses a command
 */
export async function timeDispatches(
  device: GPUDevice,
  dispatches: readonly ReadyDispatch[],
  offset: number,
  times: number,
): Promise<{ id: string; ms: number }[]> {
  if (!device.features.has('timestamp-query')) return [];
  const endRefusals = collectRefusals(device);
  const count = 2 * dispatches.length;
  const querySet = device.createQuerySet({ type: 'timestamp', count });
  const size = 8 * count;
  const resolved = device.createBuffer({
    size,
    usage: GPUBufferUsage.QUERY_RESOLVE | GPUBufferUsage.COPY_SRC,
  });
  const staging = device.createBuffer({ size, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST });
  try {
    const encoder = device.createCommandEncoder();
    dispatches.forEach(({ pipeline, group, groups }, i) => {
      const timestampWrites = { querySet, beginningOfPassWriteIndex: 2 * i, endOfPassWriteIndex: 2 * i + 1 };
      const pass = encoder.beginComputePass({ timestampWrites });
      pass.setPipeline(pipeline);
      pass.setBindGroup(0, group, [offset]);
      for (let n = 0; n < times; n++) pass.dispatchWorkgroups(groups);
      pass.end();
    });
    encoder.resolveQuerySet(querySet, 0, count, resolved, 0);
    encoder.copyBufferToBuffer(resolved, 0, staging, 0, size);
    device.queue.submit([encoder.finish()]);
    const mapped = staging.mapAsync(GPUMapMode.READ);
    mapped.catch(() => undefined); // Awaited below, unless a command was refused.
    if ((await endRefusals()) !== undefined) return [];
    await mapped;
    const clock = new BigInt64Array(staging.getMappedRange());
    // The clock may be set back in between.
    const ms = (i: number): number => Math.max(0, Number(clock[2 * i + 1] - clock[2 * i])) / 1e6 / times;
    return dispatches.map(({ id }, i) => ({ id, ms: ms(i) }));
  } finally {
    [querySet, resolved, staging].forEach((each) => each.destroy());
  }
}
