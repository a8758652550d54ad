import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { env } from '@tensorflow/tfjs-core';

/** Addresses of tfjs's WebAssembly files. Unless given they are looked for beside the package, as Node needs it. */
export interface WasmFiles {
  readonly plain: string;
  readonly simd: string;
}

/**
 * Configures tfjs's 'wasm' backend, which its import has registered.
 * @returns what the badge shows
 */
export async function configure(files: WasmFiles | undefined): Promise<{ device: string }> {
  // tfjs starts its threads from blob: scripts, which the page's content security policy refuses.
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  if (files) {
    setWasmPaths({
      'tfjs-backend-wasm.wasm': files.plain,
      'tfjs-backend-wasm-simd.wasm': files.simd,
      'tfjs-backend-wasm-threaded-simd.wasm': files.simd,
    });
  }
  const simd = await env().getAsync('WASM_HAS_SIMD_SUPPORT');
  return { device: `wasm ${simd ? 'SIMD' : 'without SIMD'}, 1 thread` };
}
