// What the probes of the CPU share: tfjs on WebAssembly, and threads of ours, in a worker of a page that shares memory.
import { openBackend } from '../../../src/model/openBackend';
import { startTfjs } from '../../../src/model/backends/onCpu';
import { Threads } from '../../../src/model/cpu/threads';

/** Starts tfjs with one thread. */
export async function openTfjs() {
  const wasm = new URL('probe.wasm', globalThis.location.href).href;
  told(2);
  const { capability } = await openBackend({
    wanted: 'wasm',
    wasmFiles: { plain: wasm, simd: wasm, threaded: wasm },
  });
  if (capability.backend !== 'wasm') throw new Error(capability.notes.join(' '));
  await startTfjs();
}

/** Two threads, which the page itself starts only where there are four cores. */
export async function twoThreads() {
  told(4);
  const threads = await Threads.start();
  if (threads?.count !== 2) throw new Error('Two threads do not start here.');
  return threads;
}

function told(cores) {
  Object.defineProperty(globalThis.navigator, 'hardwareConcurrency', { value: cores, configurable: true });
}

/** Answers the question of the page. */
export function answer(answerTo) {
  globalThis.onmessage = ({ data }) => {
    answerTo(data).then(
      (result) => globalThis.postMessage({ answer: result }),
      (error) => globalThis.postMessage({ error: error.stack }),
    );
  };
}
