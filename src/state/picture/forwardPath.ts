import { addNoise, extendChain } from '../../diffusion/forward';
import { type Key, fillGaussian, fold, prepareGaussian, sampleKey } from '../../diffusion/random';
import { makeSchedule, type Schedule, type ScheduleName } from '../../diffusion/schedule';
import { Trajectory } from '../../diffusion/trajectory';
import { network } from '../network/network';
import { memo } from '../memo';
import type { ViewState } from '../link/fields/table';

/** Prepares the next part of what all noise is drawn from. @returns whether all is there */
export const prepareNoise = prepareGaussian;

/** Timesteps of the networks and of every process but those that the Schedule view compares. */
export const T = 1000;

const schedules = new Map<ScheduleName, Schedule>();

/** A schedule of 1,000 steps, made once. */
export function scheduleOf(name: ScheduleName): Schedule {
  const schedule = schedules.get(name) ?? makeSchedule(name, T);
  schedules.set(name, schedule);
  return schedule;
}

/** The schedule of a view. A picture that the network is to denoise is noised by the schedule that the network was trained on. */
export function shownSchedule({ mode, schedule }: Pick<ViewState, 'mode' | 'schedule'>): Schedule {
  return scheduleOf(mode === 'forward' ? schedule : network.getState().used.schedule);
}

/** The key of a sample's forward noise: its epsilon is number 0, the noise of the step arriving at t is number t. */
const forwardKey = (seed: number): Key => sampleKey(seed, 'forward', 0);

/** The forward path of one x_0 under one schedule, process and seed: any x_t, in any order, always the same pixels. */
export class ForwardPath {
  readonly epsilon: Float32Array;
  private readonly noiseKey: Key;
  private readonly chain: Trajectory | null;
  private filled = 0;

  constructor(
    readonly x0: Float32Array,
    readonly schedule: Schedule,
    process: ViewState['process'],
    seed: number,
  ) {
    this.noiseKey = forwardKey(seed);
    this.epsilon = fillGaussian(fold(this.noiseKey, 0), new Float32Array(x0.length));
    this.chain =
      process === 'chain'
        ? new Trajectory(
            Int32Array.from({ length: T + 1 }, (_, t) => t),
            x0.length,
          )
        : null;
    this.chain?.frame(0).set(x0);
  }

  /** Writes x_t into `out`. */
  xt(t: number, out: Float32Array): Float32Array {
    if (!this.chain) return addNoise(this.schedule, t, this.x0, this.epsilon, out);
    if (t > this.filled) {
      extendChain(this.schedule, this.noiseKey, this.chain, this.filled, t);
      this.filled = t;
    }
    out.set(this.chain.frame(t));
    return out;
  }

  /** Writes the fresh noise of the chain's step arriving at t >= 1 into `out`. */
  stepNoise(t: number, out: Float32Array): Float32Array {
    return fillGaussian(fold(this.noiseKey, t), out);
  }
}

const keepPath = memo<ForwardPath>();

/** The forward path of a view, kept while its parameters stay. */
export function forwardPath(x0: Float32Array, state: ViewState): ForwardPath {
  const args = [x0, shownSchedule(state), state.process, state.seed] as const;
  return keepPath(args, () => new ForwardPath(...args));
}
