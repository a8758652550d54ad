import { readFile } from 'node:fs/promises';
import type { Network } from '../model/network';
import { shipped } from '../model/networks/shipped';
import manifest from '../model/networks/shipped.weights.json';
import { tiny } from '../model/networks/tiny';
import { sha256 } from '../model/sha256';
import { parseWeights, readWeights, type Weights } from '../model/weights';
import { UsageError } from './options';

const PUBLIC = new URL('../../public/', import.meta.url);
const OUTPUTS = ['v', 'epsilon', 'x0'] as const;

/** A network with its weights, and the file that they came from. */
export interface TrainedNetwork {
  readonly network: Network;
  readonly weights: Weights;
  readonly file: string;
  readonly sha256: string;
}

/**
 * Reads the shipped network, or a file that the train command wrote.
 * @param file path, or undefined for the shipped network
 * @throws UsageError if there is no such file; ModelError if it is damaged or another network's
 */
export async function readNetwork(file: string | undefined): Promise<TrainedNetwork> {
  if (file === undefined) {
    const bytes = new Uint8Array(await readFile(new URL(manifest.file, PUBLIC)));
    const weights = readWeights(shipped, manifest, bytes.buffer);
    return { network: shipped, weights, file: manifest.file, sha256: manifest.sha256 };
  }
  const bytes = new Uint8Array(
    await readFile(file).catch(() => {
      throw new UsageError(`--weights is a file that can be read, and "${file}" is none`);
    }),
  );
  const weights = parseWeights(tiny, bytes.buffer);
  const output = OUTPUTS.find((name) => name === weights.metadata.output) ?? tiny.output;
  return { network: { ...tiny, output }, weights, file, sha256: sha256(bytes) };
}
