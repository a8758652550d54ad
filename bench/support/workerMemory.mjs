// What a page's newest worker holds: its JavaScript heap, WebAssembly's memory, buffers of the GPU.
/* global GPUDevice */

/** Runs in the worker before it computes: notes the memory that WebAssembly takes, and the GPU's buffers while they live. */
function startCounting() {
  const held = (globalThis.held = { wasm: [], buffers: 0, bytes: 0 });
  for (const name of ['instantiate', 'instantiateStreaming']) {
    const real = WebAssembly[name].bind(WebAssembly);
    WebAssembly[name] = async (...given) => {
      const made = await real(...given);
      const { exports } = made.instance ?? made;
      held.wasm.push(...Object.values(exports).filter((each) => each instanceof WebAssembly.Memory));
      return made;
    };
  }
  if (!globalThis.GPUDevice) return;
  const { createBuffer } = GPUDevice.prototype;
  GPUDevice.prototype.createBuffer = function (descriptor) {
    const buffer = createBuffer.call(this, descriptor);
    const destroy = buffer.destroy.bind(buffer);
    const count = (sign) => {
      held.buffers += sign;
      held.bytes += sign * descriptor.size;
    };
    let live = true;
    count(1);
    buffer.destroy = () => {
      if (live) count(-1);
      live = false;
      destroy();
    };
    return buffer;
  };
}

/** Collects the worker's garbage, and asks how large its heap is: over the page's session, since Playwright gives a worker none. */
async function heapOf(cdp, sessionId) {
  let id = 0;
  const ask = (method) =>
    new Promise((resolve) => {
      const message = { id: ++id, method };
      const answered = (event) => {
        if (event.sessionId !== sessionId) return;
        const answer = JSON.parse(event.message);
        if (answer.id !== message.id) return;
        cdp.off('Target.receivedMessageFromTarget', answered);
        resolve(answer.result);
      };
      cdp.on('Target.receivedMessageFromTarget', answered);
      void cdp.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify(message) });
    });
  await ask('HeapProfiler.collectGarbage');
  return (await ask('Runtime.getHeapUsage')).usedSize;
}

/**
 * Counts from the page's next worker on. To be called before that is started.
 * @returns {Promise<() => Promise<object>>} megabytes and buffers that the newest worker holds, by what they are
 */
export async function countWorkerMemory(page, cdp) {
  let sessionId;
  cdp.on('Target.attachedToTarget', (event) => {
    if (event.targetInfo.type === 'worker') ({ sessionId } = event);
  });
  await cdp.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
  let counting;
  page.on('worker', (worker) => (counting = worker.evaluate(startCounting).then(() => worker)));
  return async () => {
    const worker = await counting;
    const { wasm, buffers, bytes } = await worker.evaluate(() => ({
      ...globalThis.held,
      wasm: globalThis.held.wasm.reduce((sum, { buffer }) => sum + buffer.byteLength, 0),
    }));
    return {
      'worker heap MB': (await heapOf(cdp, sessionId)) / 1e6,
      'wasm MB': wasm / 1e6,
      'GPU buffers': buffers,
      'GPU MB': bytes / 1e6,
    };
  };
}
