import { setThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { env } from '@tensorflow/tfjs-core';

/** Addresses of tfjs's WebAssembly files. By default tfjs looks beside its package, as Node needs it. */
export interface WasmFiles {
  readonly plain: string;
  readonly simd: string;
  /** With SIMD and threads: used if the page is cross-origin isolated. */
  readonly threaded: string;
}

/**
 * Configures tfjs's 'wasm' backend, which importing this module has registered.
 * @returns its name on the badge
 */
export async function configure(files: WasmFiles | undefined): Promise<{ device: string }> {
  const threads = await usableThreads();
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
  return { device: `tfjs ${simd ? 'with' : 'without'} SIMD, ${threads} thread${threads === 1 ? '' : 's'}` };
}

/** More threads than this gain little in a network of a million parameters. */
const MOST_THREADS = 4;
/** How long a test thread may take to answer; after that one thread is used. */
const ANSWER_MS = 1000;

/** How many threads tfjs may start: more than one only if the page may share memory, and a test thread has answered. */
async function usableThreads(): Promise<number> {
  const { crossOriginIsolated = false } = globalThis as { crossOriginIsolated?: boolean };
  if (!crossOriginIsolated) return 1;
  // tfjs starts no more than half as many as there are cores.
  const threads = Math.min(MOST_THREADS, Math.floor(navigator.hardwareConcurrency / 2));
  return threads > 1 && (await threadAnswers()) ? threads : 1;
}

/** Starts a test thread. tfjs starts its threads from blob: scripts; if a policy refuses these, it would wait for ever. */
async function threadAnswers(): Promise<boolean> {
  const address = URL.createObjectURL(
    new Blob(['onmessage = ({ data }) => { new Int8Array(data)[0] = 1; postMessage(0); };'], {
      type: 'text/javascript',
    }),
  );
  let thread: Worker | undefined;
  try {
    const shared = new SharedArrayBuffer(1);
    const worker = (thread = new Worker(address));
    const answered = new Promise<void>((resolve, reject) => {
      worker.onmessage = () => resolve();
      worker.onerror = () => reject(new Error('refused'));
      setTimeout(() => reject(new Error('silent')), ANSWER_MS);
    });
    worker.postMessage(shared);
    await answered;
    return new Int8Array(shared)[0] === 1;
  } catch {
    return false;
  } finally {
    thread?.terminate();
    URL.revokeObjectURL(address);
  }
}
