import { WEIGHTINGS } from '../../diffusion/weighting';
import type { Network } from '../../model/network';
import { tiny } from '../../model/networks/tiny';
import type { TrainDigits, TrainRequest } from '../protocol/train';
import { demand, isOneOf, isWhole, within } from './demand';

const MAX_UPDATES = 100_000;
const MAX_BATCH = 1024;
const OUTPUTS = ['v', 'epsilon', 'x0'];

/**
 * Checks a training request, field by field.
 * @returns the network that is to be trained
 * @throws EngineFailure 'bad-request' that says what is allowed
 */
export function planTrain(request: TrainRequest): Network {
  demand(isOneOf(request.network, ['tiny']), 'network is one of: tiny');
  demand(isWhole(request.seed, 0, Number.MAX_SAFE_INTEGER), 'seed is a whole number from 0 to 2^53 - 1');
  demand(isWhole(request.updates, 0, MAX_UPDATES), `updates is a whole number from 0 to ${MAX_UPDATES}`);
  demand(isWhole(request.batch, 1, MAX_BATCH), `batch is a whole number from 1 to ${MAX_BATCH}`);
  demand(within(request.learningRate, 0, 1), 'learningRate is a number from 0 to 1');
  demand(isOneOf(request.output, OUTPUTS), `output is one of: ${OUTPUTS.join(', ')}`);
  demand(isOneOf(request.weighting, WEIGHTINGS), `weighting is one of: ${WEIGHTINGS.join(', ')}`);
  const network = { ...tiny, output: request.output };
  demandDigits(network, request.digits, 'digits');
  demandDigits(network, request.heldOut, 'heldOut');
  return network;
}

function demandDigits({ size, classes }: Network, { pixels, labels }: TrainDigits, field: string): void {
  demand(labels.length >= 1, `${field} has at least one digit`);
  demand(pixels.length === labels.length * size ** 2, `${field} has ${size} x ${size} pixels a label`);
  demand(
    labels.every((label) => label < classes),
    `a label of ${field} is a class from 0 to ${classes - 1}`,
  );
}
