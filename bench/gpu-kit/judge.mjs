// Digits of the shipped network as the classifier reads them that also judges in the page.
import { readNetwork } from '../../src/cli/networkFile.ts';
import manifest from '../../src/model/networks/classifier.weights.json';
import { openWebGpu } from './openWebGpu.mjs';
import { judgedSamples } from './sampling.mjs';

/** @param {{ count: number, steps: number, guidance: number }} question */
export async function answer(question) {
  const { capability } = await openWebGpu();
  const { network, weights } = await readNetwork();
  return judgedSamples(network, weights, capability, question, manifest.file);
}
