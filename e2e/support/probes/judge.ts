import { tensor4d, tidy } from '@tensorflow/tfjs-core';
import { fillGaussian, key } from '../../../src/diffusion/random';
import { createClassifier } from '../../../src/model/classifier';
import { answer, useBackend } from './answer';

export interface Distances {
  /** Largest differences of WebGPU from WebAssembly, each of its own largest number. */
  readonly features: number;
  readonly grain: number;
  readonly logits: number;
  /** Of one picture on WebGPU, the second time. */
  readonly seconds: number;
}

/** The judge's classifier on noise, on both backends. */
answer(async (): Promise<Distances> => {
  const file = await (await fetch('models/classifier.safetensors')).arrayBuffer();
  const pictures = fillGaussian(key(1), new Float32Array(784));
  const measured: Record<string, Float32Array>[] = [];
  let seconds = 0;
  for (const backend of ['wasm', 'webgpu'] as const) {
    await useBackend(backend);
    const classifier = createClassifier(file);
    for (let time = 0; time < 2; time++) {
      const started = performance.now();
      const x = tensor4d(pictures, [1, 28, 28, 1]);
      const judged = tidy(() => classifier.classify(x));
      measured[backend === 'wasm' ? 0 : 1] = {
        features: Float32Array.from(await judged.features.data()),
        grain: Float32Array.from(await judged.grain.data()),
        logits: Float32Array.from(await judged.logits.data()),
      };
      Object.values(judged).forEach((each) => each.dispose());
      x.dispose();
      seconds = (performance.now() - started) / 1000;
    }
    classifier.dispose();
  }
  const apart = (name: string): number => {
    const [a, b] = measured.map((each) => each[name]);
    return Math.max(...a.map((value, i) => Math.abs(value - b[i]))) / Math.max(...a.map(Math.abs));
  };
  return { features: apart('features'), grain: apart('grain'), logits: apart('logits'), seconds };
});
