import { allBut } from '../../../data/trainingDigits';
import { SEEDS } from '../../../diffusion/random';
import { SCHEDULES } from '../../../diffusion/schedule';
import { WEIGHTINGS } from '../../../diffusion/training/weighting';
import type { Network } from '../../../model/network';
import { plane } from '../../../model/networks/plane';
import { seed } from '../../../model/networks/seed';
import { shipped } from '../../../model/networks/shipped';
import { small } from '../../../model/networks/small';
import { tiny } from '../../../model/networks/tiny';
import { stateLength } from '../../../model/train/sections';
import {
  TRAINABLE_NAMES,
  type TrainableName,
  type TrainConfig,
  type TrainRequest,
  type TrainState,
  MOST_UPDATES,
} from '../../protocol/train';
import { demand, demandOneOf, demandWhole, isWhole, within } from './demand';

const MAX_BATCH = 1024;
const MAX_AVERAGE = 0.99999;
const MOST_POINTS = 2 ** 17;
const OUTPUTS = ['v', 'epsilon', 'x0'];
const SIZES = ['1000', '10000', '60000'];
const TRAINABLE: Record<TrainableName, Network> = { tiny, small, seed, shipped, plane };

/**
 * Checks the settings of a training, field by field.
 * @returns the network to train
 * @throws EngineFailure 'bad-request' that says what is allowed
 */
export function planNetwork(config: TrainConfig): Network {
  demandOneOf('network', config.network, TRAINABLE_NAMES);
  demandWhole('seed', config.seed, 0, SEEDS - 1);
  demandWhole('batch', config.batch, 1, MAX_BATCH);
  demand(within(config.learningRate, 0, 1), 'learningRate is a number from 0 to 1');
  demandOneOf('output', config.output, OUTPUTS);
  demandOneOf('weighting', config.weighting, WEIGHTINGS);
  demandOneOf('schedule', config.schedule, SCHEDULES);
  demand(within(config.average, 0, MAX_AVERAGE), `average is a number from 0 to ${MAX_AVERAGE}`);
  demandOneOf('digits', String(config.digits), config.network === 'plane' ? ['0'] : SIZES);
  demand(
    isWhole(config.label, 0, allBut(9)),
    'label is a class from 0 to 9, 10 for all, or 11 to 20 for all but class label - 11',
  );
  const network = TRAINABLE[config.network];
  return { ...network, output: config.output, trainedOn: { schedule: config.schedule, T: 1000 } };
}

/**
 * Checks a training request.
 * @returns the network to train
 * @throws EngineFailure 'bad-request' that says what is allowed
 */
export function planTrain({ config, goal, heldOut, from, points }: TrainRequest): Network {
  const network = planNetwork(config);
  demandWhole('goal', goal, 1, MOST_UPDATES);
  demandWhole('heldOut', heldOut, 1, 10_000);
  if (from) demandState(network, from);
  demand((points !== undefined) === (network.channels === 2), 'points are given to a network of points');
  if (points) {
    demandSet('train', points.train);
    demandSet('heldOut', points.heldOut);
  }
  return network;
}

function demandSet(name: string, points: Float32Array): void {
  demandWhole(`the number of points of ${name}`, points.length / 2, 1, MOST_POINTS);
  demand(points.every(Number.isFinite), 'points have finite numbers');
}

/** Checks the state of a training. @throws EngineFailure 'bad-request' */
export function demandState(network: Network, { update, numbers }: TrainState): void {
  demandWhole("the state's update", update, 0, MOST_UPDATES);
  const length = stateLength(network);
  demand(numbers.length === length, `a state of ${network.name} has ${length} numbers`);
  demand(numbers.every(Number.isFinite), 'every number of a state is finite');
}
