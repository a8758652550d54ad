import { conversion, type Prediction } from '../diffusion/training/parameterization';
import { makeSchedule, snr, timestepOfSnr, type Schedule } from '../diffusion/schedule';
import type { Network } from './network';
import { unitView } from './unitRange';

/** A prediction as xt * x_t + output * (the network's raw output) + constant. */
export interface OutputTransform {
  readonly xt: number;
  readonly output: number;
  readonly constant: number;
}

/** How to ask a network about an x_t of pixels -1..1, and how to read its answer. */
export interface Preconditioning {
  /** The timestep the network is given: the one of its training schedule with the signal-to-noise ratio of t. */
  readonly networkT: number;
  /** The network is given scale * x_t + shift. */
  readonly scale: number;
  readonly shift: number;
  readonly outputTransform: (kind: Prediction) => OutputTransform;
}

const trainingSchedules = new WeakMap<Network, Schedule>();

/** The schedule that a network was trained on, computed once. */
export function trainingSchedule(network: Network): Schedule {
  const { schedule: name, T } = network.trainedOn;
  const schedule = trainingSchedules.get(network) ?? makeSchedule(name, T);
  trainingSchedules.set(network, schedule);
  return schedule;
}

/** @param t timestep of `schedule`, 1..T, which need not be the network's training schedule */
export function preconditioning(network: Network, schedule: Schedule, t: number): Preconditioning {
  const training = trainingSchedule(network);
  if (network.range !== 'unit') {
    return {
      networkT: timestepOfSnr(training, snr(schedule, t)),
      scale: 1,
      shift: 0,
      outputTransform: (kind) => ({ ...conversion(schedule, t, network.output, kind), constant: 0 }),
    };
  }
  const view = unitView(schedule.alphaBar[t], schedule.oneMinusAlphaBar[t], network.output);
  const { scale, shift } = view;
  return {
    networkT: timestepOfSnr(training, view.snr),
    scale,
    shift,
    // Epsilon is the same in both ranges.
    outputTransform: (kind) => {
      const { xt, output } = conversion(schedule, t, 'epsilon', kind);
      const perInput = output * view.epsilon.xt;
      return { xt: xt + perInput * scale, output: output * view.epsilon.output, constant: perInput * shift };
    },
  };
}
