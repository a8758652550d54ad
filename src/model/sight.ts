import { conversion, type Prediction } from '../diffusion/parameterization';
import { snr, timestepOfSnr, type Schedule } from '../diffusion/schedule';
import type { Network } from './network';
import { unitView } from './unitRange';

/** A prediction as xt * x_t + output * (the network's raw output) + constant. */
export interface Reading {
  readonly xt: number;
  readonly output: number;
  readonly constant: number;
}

/** How a network is asked about an x_t of pixels -1..1, and how its answer is read. */
export interface Sight {
  /** The timestep that it is told: the one of the schedule it was trained on at which the signal-to-noise ratio is that of t. */
  readonly networkT: number;
  /** It sees scale * x_t + shift. */
  readonly scale: number;
  readonly shift: number;
  readonly reading: (kind: Prediction) => Reading;
}

/** @param training the schedule that the network was trained on */
export function sightOf(network: Network, training: Schedule, schedule: Schedule, t: number): Sight {
  if (network.range !== 'unit') {
    return {
      networkT: timestepOfSnr(training, snr(schedule, t)),
      scale: 1,
      shift: 0,
      reading: (kind) => ({ ...conversion(schedule, t, network.output, kind), constant: 0 }),
    };
  }
  const { scale, shift, ...view } = unitView(
    schedule.alphaBar[t],
    schedule.oneMinusAlphaBar[t],
    network.output,
  );
  return {
    networkT: timestepOfSnr(training, view.snr),
    scale,
    shift,
    // Epsilon is the same in both ranges.
    reading: (kind) => {
      const { xt, output } = conversion(schedule, t, 'epsilon', kind);
      const seen = output * view.epsilon.xt;
      return { xt: xt + seen * scale, output: output * view.epsilon.output, constant: seen * shift };
    },
  };
}
