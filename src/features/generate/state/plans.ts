import { fillGaussian, fold, key, STREAM } from '../../../diffusion/random';
import { makeSchedule } from '../../../diffusion/schedule';
import { slerp } from '../../../diffusion/slerp';
import { reverseStep } from '../../../diffusion/steps';
import type { StepCoefficients } from '../../../diffusion/steps';
import { timesteps } from '../../../diffusion/timesteps';
import type { SampleRequest } from '../../../engine/protocol/jobs';
import { T } from '../../../state/picture/forwardPath';
import { ALL_DIGITS } from '../../../state/link/fields/generate';
import { everyOf } from '../../../state/samples/sheet';
import type { Plan } from '../../../state/samples/sheet';
import { guidanceFor, labelFor } from '../../../state/network/usedNetwork';
import type { UsedNetwork } from '../../../state/network/usedNetwork';
import type { ViewState } from '../../../state/link/fields/table';
import { settingOf } from './sides';
import type { Setting, Side } from './sides';

/** How many seeds there are. */
export const SEEDS = 2 ** 32;

/** Seed of a picture of the grid: every picture is the first one of a seed of its own, as the Timeline's is. */
export const seedOf = ({ gridSeed }: Pick<ViewState, 'gridSeed'>, tile: number): number =>
  (gridSeed + tile) % SEEDS;

/** The class that a picture of the grid is asked for. */
export const labelOf = ({ label }: Pick<Setting, 'label'>, tile: number): number =>
  label === ALL_DIGITS ? tile % 10 : label;

/** What is asked of a network, with the name that all that decides it gives. */
function planOf(
  used: UsedNetwork,
  request: Omit<SampleRequest, 'network' | 'schedule' | 'keep'>,
  what: unknown,
): Plan {
  const { seeds, labels, sampler, steps, eta, guidance } = request;
  const every = everyOf(labels.length, steps, used.size ** 2);
  return {
    name: JSON.stringify([used.name, used.checksum, what, seeds, labels, sampler, steps, eta, guidance]),
    used,
    request: {
      ...request,
      network: used.name,
      schedule: { name: used.schedule, T },
      keep: 'all',
      every,
    },
  };
}

/** The pictures of a side. */
export function gridPlan(state: ViewState, side: Side, used: UsedNetwork): Plan {
  const setting = settingOf(state, side);
  const { sampler, steps } = setting;
  const tiles = Array.from({ length: state.gridCount }, (_, tile) => tile);
  return planOf(
    used,
    {
      seed: state.gridSeed,
      seeds: tiles.map((tile) => seedOf(state, tile)),
      labels: tiles.map((tile) => labelFor(used, labelOf(setting, tile))),
      sampler,
      steps,
      eta: sampler === 'ddim' ? setting.eta : 0,
      guidance: guidanceFor(used, setting.label, setting.guidance),
    },
    'grid',
  );
}

/** x_T of a seed, as a run from it begins. */
function firstNoise(seed: number, pixels: number): Float32Array {
  const first = fold(fold(fold(key(seed), STREAM.reverse), 0), 0);
  return fillGaussian(first, new Float32Array(pixels));
}

/** The noises at the ends of the strip. */
export function stripEnds(
  { stripFrom, stripTo }: Pick<ViewState, 'stripFrom' | 'stripTo'>,
  { size }: Pick<UsedNetwork, 'size'>,
): [Float32Array, Float32Array] {
  return [firstNoise(stripFrom, size ** 2), firstNoise(stripTo, size ** 2)];
}

/** The strip: A's network from x_T on the great circle between two, by DDIM without fresh noise, so that x_T alone decides. */
export function stripPlan(state: ViewState, used: UsedNetwork): Plan {
  const { stripFrom, stripTo, stripCount, stripLabel, stripSteps } = state;
  const pixels = used.size ** 2;
  const [from, to] = stripEnds(state, used);
  const pictures = new Float32Array(stripCount * pixels);
  for (let i = 0; i < stripCount; i++)
    slerp(from, to, i / (stripCount - 1), pictures.subarray(i * pixels, (i + 1) * pixels));
  return planOf(
    used,
    {
      seed: stripFrom,
      labels: Array<number>(stripCount).fill(labelFor(used, stripLabel)),
      sampler: 'ddim',
      steps: stripSteps,
      eta: 0,
      guidance: guidanceFor(used, stripLabel, state.aGuidance),
      start: { t: T, pictures },
    },
    ['strip', stripFrom, stripTo],
  );
}

/** A reverse step of a side, and what it multiplies by. */
export interface ShownStep extends StepCoefficients {
  readonly t: number;
  readonly tPrev: number;
  /** Its number among all steps, from 1. */
  readonly number: number;
}

/** The step that leads to the state at the slider's t; where the slider stands at an end, the middle one. */
export function shownStep(state: ViewState, side: Side, { schedule }: UsedNetwork): ShownStep {
  const { steps, ...rule } = settingOf(state, side);
  const times = [...timesteps(T, steps), 0];
  const away = (i: number): number => Math.abs(times[i] - state.gridT);
  let number = 1;
  if (isAtEnd(state)) number = Math.ceil(steps / 2);
  else while (number < steps && away(number + 1) <= away(number)) number++;
  const [t, tPrev] = [times[number - 1], times[number]];
  return { number, t, tPrev, ...reverseStep(makeSchedule(schedule, T), t, tPrev, rule) };
}

/** Whether the grid is looked at as the noise that it begins with, or as digits. */
export const isAtEnd = ({ gridT }: Pick<ViewState, 'gridT'>): boolean => gridT === 0 || gridT === T;

/** How the Timeline shows a picture of the grid. */
export function inTimeline(state: ViewState, side: Side, tile: number): Partial<ViewState> {
  const setting = settingOf(state, side);
  const { sampler, steps, eta, guidance, network: name } = setting;
  const own = { sampler, steps, eta, guidance, network: name, seed: seedOf(state, tile) };
  return {
    page: 'timeline',
    mode: 'reverse',
    ...own,
    label: labelOf(setting, tile),
    t: state.gridT,
    chosen: 0,
  };
}
