import { engine } from '@tensorflow/tfjs-core';
import { openBackend } from '../../../src/model/openBackend';
import { prepareTraining } from '../../../src/model/train/prepare';

/** Answers the page's messages by what `of` makes of them. */
export function answer(of: (question: never) => Promise<unknown>): void {
  self.onmessage = ({ data }: MessageEvent<unknown>) => {
    of(data as never).then(
      (result) => self.postMessage({ answer: result }),
      (error: unknown) => self.postMessage({ error: error instanceof Error ? error.stack : String(error) }),
    );
  };
}

/** Makes a backend the current one, ready to train. */
export async function useBackend(wanted: 'wasm' | 'webgpu'): Promise<void> {
  const wasm = new URL('probe.wasm', self.location.href).href;
  const { capability } = await openBackend({
    wanted,
    wasmFiles: { plain: wasm, simd: wasm, threaded: wasm },
  });
  if (capability.backend !== wanted) throw new Error(capability.notes.join(' '));
  await prepareTraining();
  if (wanted === 'webgpu') {
    const { device } = engine().backend as unknown as { device: GPUDevice };
    // A shader that does not compile computes nothing, and says so here alone.
    device.onuncapturederror = ({ error }) => self.postMessage({ error: error.message });
  }
}
