import { countParameters, type Network } from '../../../model/network';
import { readTraining, writeTraining } from '../../../model/train/trainingFile';
import { readMetadata } from '../../../model/weights';
import { EngineFailure, isEngineError } from '../../protocol/errors';
import { PROBLEMS } from '../../protocol/texts';
import type { ExportRequest, ImportedWeights, TrainConfig } from '../../protocol/train';
import { demandState, planNetwork } from '../requests/validateTrain';

/** Characters of a distribution's name: as many as a link holds. */
const MOST_LAW = 4000;
const FINISHED = 'it holds finished weights, not a training that can go on.';

type Metadata = Readonly<Record<string, string | undefined>>;

/**
 * Writes a training to a safetensors file, with its settings in the metadata.
 * @throws EngineFailure 'bad-request' if the settings or the state are not valid
 */
export function exportTraining({ config, state, heldOutLoss, name }: ExportRequest): Uint8Array<ArrayBuffer> {
  const network = planNetwork(config);
  demandState(network, state);
  return writeTraining(network, state.numbers, {
    ...writeMetadata(network, config),
    name,
    updates: String(state.update),
    ...(heldOutLoss !== undefined && { held_out_epsilon_loss: heldOutLoss.toPrecision(6) }),
  });
}

/**
 * Reads a file that `exportTraining` wrote; it is not trusted.
 * @throws EngineFailure or ModelError with the reason why it is refused
 */
export function importTraining(file: ArrayBuffer): ImportedWeights {
  try {
    const metadata: Metadata = readMetadata(file);
    if (metadata.network !== undefined && metadata.batch === undefined) throw refused(FINISHED);
    const config = readConfig(metadata);
    const network = planNetwork(config);
    const state = {
      update: metadata.updates?.trim() ? Number(metadata.updates) : NaN,
      numbers: readTraining(network, file),
    };
    demandState(network, state);
    const heldOutLoss = Number(metadata.held_out_epsilon_loss);
    return {
      config,
      state,
      name: (metadata.name ?? '').slice(0, 80),
      ...(heldOutLoss >= 0 && Number.isFinite(heldOutLoss) && { heldOutLoss }),
    };
  } catch (error) {
    if (!isEngineError(error)) throw error;
    throw refused(error.message.replace(/^[^:]+ refused: /, ''));
  }
}

function refused(reason: string): EngineFailure {
  return new EngineFailure('weights-corrupt', ...PROBLEMS.refusedFile(reason));
}

/** The network and its settings as metadata. */
function writeMetadata(network: Network, config: TrainConfig): Record<string, string> {
  return {
    network: network.name,
    output: config.output,
    schedule: config.schedule,
    T: String(network.trainedOn.T),
    parameters: String(countParameters(network)),
    weights: 'exponential moving average',
    weighting: config.weighting,
    batch: String(config.batch),
    learning_rate: String(config.learningRate),
    average: String(config.average),
    seed: String(config.seed),
    digits: String(config.digits),
    label: String(config.label),
    ...(config.law !== undefined && { law: config.law }),
  };
}

/** The settings in the metadata; what is missing or wrong becomes a value that validation refuses. */
function readConfig(metadata: Metadata): TrainConfig {
  const text = (name: string): string => metadata[name] ?? '';
  const number = (name: string): number => (text(name) === '' ? NaN : Number(text(name)));
  return {
    network: text('network') as TrainConfig['network'],
    output: text('output') as TrainConfig['output'],
    weighting: text('weighting') as TrainConfig['weighting'],
    schedule: text('schedule') as TrainConfig['schedule'],
    batch: number('batch'),
    learningRate: number('learning_rate'),
    average: number('average'),
    seed: number('seed'),
    digits: number('digits'),
    label: number('label'),
    ...(metadata.law !== undefined && { law: metadata.law.slice(0, MOST_LAW) }),
  };
}
