// The shipped network's scores of pictures, on WebAssembly in Node, for the bench detect.
import { readNetwork } from '../../src/cli/networkFile.ts';
import { score } from '../../src/engine/worker/score.ts';
import { openBackend } from '../../src/model/backend.ts';
import { createDenoiser } from '../../src/model/denoiser.ts';

/** @returns {Promise<(pictures: Float32Array[], asked: object) => Promise<Float32Array[]>>} what gives scores, a list for each t */
export async function openDetector() {
  const { network, weights } = await readNetwork(undefined);
  const { capability } = await openBackend({ wanted: 'wasm' });
  const denoiser = createDenoiser(network, weights);
  return async (pictures, asked) => {
    const all = new Float32Array(pictures.length * 784);
    pictures.forEach((picture, i) => all.set(picture, i * 784));
    const request = {
      network: 'shipped',
      seed: 0,
      pictures: all,
      labels: pictures.map(() => network.classes),
      schedule: { name: network.trainedOn.schedule, T: network.trainedOn.T },
      ...asked,
    };
    const events = score({ denoiser, capability }, request, new AbortController().signal);
    for (;;) {
      const { done, value } = await events.next();
      if (done)
        return asked.times.map((_, at) =>
          value.scores.slice(at * pictures.length, (at + 1) * pictures.length),
        );
      if (value.kind === 'progress' && process.stderr.isTTY)
        process.stderr.write(`\r${asked.score} ${value.step} / ${value.steps} `);
    }
  };
}
