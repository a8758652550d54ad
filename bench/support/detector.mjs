// The shipped network's scores of pictures, on WebAssembly in Node, for the bench detect.
import { readNetwork } from '../../src/cli/networkFile.ts';
import { score } from '../../src/engine/worker/measures/score.ts';
import { openBackend } from '../../src/model/openBackend.ts';
import { createDenoiser } from '../../src/model/denoiser.ts';

/** @returns {Promise<(pictures: Float32Array[], settings: object) => Promise<Float32Array[]>>} a function that gives scores, a list for each t */
export async function openDetector() {
  const { network, weights } = await readNetwork(undefined);
  const { capability } = await openBackend({ wanted: 'wasm' });
  const denoiser = createDenoiser(network, weights);
  return async (pictures, settings) => {
    const all = new Float32Array(pictures.length * 784);
    pictures.forEach((picture, i) => all.set(picture, i * 784));
    const request = {
      network: 'shipped',
      seed: 0,
      pictures: all,
      labels: pictures.map(() => network.classes),
      schedule: { name: network.trainedOn.schedule, T: network.trainedOn.T },
      ...settings,
    };
    const events = score({ denoiser, capability }, request, new AbortController().signal);
    for (;;) {
      const { done, value } = await events.next();
      if (done)
        return settings.times.map((_, at) =>
          value.scores.slice(at * pictures.length, (at + 1) * pictures.length),
        );
      if (value.kind === 'progress' && process.stderr.isTTY)
        process.stderr.write(`\r${settings.score} ${value.step} / ${value.steps} `);
    }
  };
}
