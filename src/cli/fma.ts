import { setFlagsFromString } from 'node:v8';
import { isSupported } from '../model/cpu/assemble';

/** Lets WebAssembly round multiply-adds once, as in current browsers: Node 20 can do so behind a flag only. */
export function enableFma(): void {
  if (!isSupported(true)) setFlagsFromString('--experimental-wasm-relaxed-simd');
}
