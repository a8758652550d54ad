import { readFile } from 'node:fs/promises';
import type { ImportedWeights } from '../engine/protocol/train';
import { importTraining } from '../engine/worker/training/trainingFiles';
import { planNetwork } from '../engine/worker/requests/validateTrain';
import type { Network } from '../model/network';
import { shipped } from '../model/networks/shipped';
import manifest from '../model/networks/shipped.weights.json';
import { averagedWeights } from '../model/train/sections';
import { readMetadata, readWeights, sha256Hex, type Weights } from '../model/weights';
import { UsageError } from './options';

const PUBLIC = new URL('../../public/', import.meta.url);

/**
 * Reads the shipped network, or a file that the train command or the page wrote.
 * @param file path, or undefined for the shipped network
 * @throws UsageError if the file is missing, damaged or of another kind; ModelError if the shipped one is
 */
export async function readNetwork(
  file: string | undefined,
): Promise<{ network: Network; weights: Weights; file: string; sha256: string }> {
  if (file === undefined) {
    const bytes = new Uint8Array(await readFile(new URL(manifest.file, PUBLIC)));
    const weights = readWeights(shipped, manifest, bytes.buffer);
    return { network: shipped, weights, file: manifest.file, sha256: manifest.sha256 };
  }
  const { bytes, config, state } = await readTrainingFile('--weights', file);
  const network = planNetwork(config);
  const parameters = averagedWeights(network, state.numbers);
  return {
    network,
    weights: { parameters, metadata: readMetadata(bytes.buffer) },
    file,
    sha256: sha256Hex(bytes),
  };
}

/**
 * Reads a file that the train command or the page wrote.
 * @param option that names the file, for messages
 * @throws UsageError if the file is missing, damaged or of another kind
 */
export async function readTrainingFile(
  option: string,
  file: string,
): Promise<ImportedWeights & { readonly bytes: Uint8Array<ArrayBuffer> }> {
  const buffer = await readFile(file).catch(() => {
    throw new UsageError(`${option} is a file that can be read, and "${file}" is none`);
  });
  const bytes = new Uint8Array(buffer);
  try {
    const imported = importTraining(bytes.buffer);
    if (imported.config.network === 'plane')
      throw new Error('It holds a network of the Plane, not of digits.');
    return { bytes, ...imported };
  } catch (error) {
    throw new UsageError(
      `${option} is a file that the train command wrote. "${file}": ${(error as Error).message}`,
    );
  }
}
