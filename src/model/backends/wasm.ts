import { setThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { env } from '@tensorflow/tfjs-core';

/** Addresses of tfjs's WebAssembly files. Unless given they are looked for beside the package, as Node needs it. */
export interface WasmFiles {
  readonly plain: string;
  readonly simd: string;
  /** With SIMD and threads: used where the page is cross-origin isolated. */
  readonly threaded: string;
}

/**
 * Configures tfjs's 'wasm' backend, which its import has registered.
 * @returns what the badge shows
 */
export async function configure(files: WasmFiles | undefined): Promise<{ device: string }> {
  const threads = await threadsHere();
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', threads > 1);
  if (threads > 1) setThreadsCount(threads);
  if (files) {
    setWasmPaths({
      'tfjs-backend-wasm.wasm': files.plain,
      'tfjs-backend-wasm-simd.wasm': files.simd,
      'tfjs-backend-wasm-threaded-simd.wasm': files.threaded,
    });
  }
  const simd = await env().getAsync('WASM_HAS_SIMD_SUPPORT');
  return { device: `wasm ${simd ? 'SIMD' : 'without SIMD'}, ${threads} thread${threads === 1 ? '' : 's'}` };
}

/** More threads than this gain little in a network of a million parameters. */
const MOST_THREADS = 4;
/** How long a thread may take to answer before the page does without. */
const ANSWER_MS = 1000;

/** How many threads tfjs may start: more than one where the page may share memory between them, and one has answered. */
async function threadsHere(): Promise<number> {
  const { crossOriginIsolated = false } = globalThis as { crossOriginIsolated?: boolean };
  if (!crossOriginIsolated) return 1;
  // tfjs starts no more than half as many as there are cores.
  const threads = Math.min(MOST_THREADS, Math.floor(navigator.hardwareConcurrency / 2));
  return threads > 1 && (await aThreadAnswers()) ? threads : 1;
}

/** tfjs starts its threads from blob: scripts, which a policy may refuse; then it would wait for them for ever. */
async function aThreadAnswers(): Promise<boolean> {
  const address = URL.createObjectURL(
    new Blob(['onmessage = ({ data }) => { new Int8Array(data)[0] = 1; postMessage(0); };'], {
      type: 'text/javascript',
    }),
  );
  let thread: Worker | undefined;
  try {
    const shared = new SharedArrayBuffer(1);
    const own = (thread = new Worker(address));
    const answered = new Promise<void>((resolve, reject) => {
      own.onmessage = () => resolve();
      own.onerror = () => reject(new Error('refused'));
      setTimeout(() => reject(new Error('silent')), ANSWER_MS);
    });
    own.postMessage(shared);
    await answered;
    return new Int8Array(shared)[0] === 1;
  } catch {
    return false;
  } finally {
    thread?.terminate();
    URL.revokeObjectURL(address);
  }
}
