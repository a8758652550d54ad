// Memory of the newest worker of a page: its JavaScript heap, WebAssembly memory and GPU buffers.

/** Runs in the worker before it computes: records the memory of WebAssembly, and the GPU buffers while they exist. */
function startCounting() {
  const held = (globalThis.held = { wasm: [], buffers: 0, bytes: 0 });
  for (const name of ['instantiate', 'instantiateStreaming']) {
    const original = WebAssembly[name].bind(WebAssembly);
    WebAssembly[name] = async (...parameters) => {
      const result = await original(...parameters);
      const { exports } = result.instance ?? result;
      held.wasm.push(...Object.values(exports).filter((each) => each instanceof WebAssembly.Memory));
      return result;
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

/** Collects the garbage of the worker and gives the size of its heap, over the session of the page, since Playwright gives a worker none. */
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
 * Starts counting with the next worker of the page. Call it before that is started.
 * @returns {Promise<() => Promise<object>>} megabytes and buffers of the newest worker, by kind
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
