import { nextSeed } from '../../../state/link/fieldKinds';
import { fillGaussian, fold, sampleKey } from '../../../diffusion/random';
import { slerp } from '../../../diffusion/slerp';
import { reverseStep, type StepCoefficients } from '../../../diffusion/steps';
import { timesteps, usualSpacing } from '../../../diffusion/timesteps';
import { scheduleOf, T } from '../../../state/picture/forwardPath';
import { ALL_DIGITS } from '../../../state/link/fields/generate';
import { planOf } from '../../../state/samples/plan';
import type { Plan } from '../../../state/samples/sheet';
import { guidanceFor, labelFor, type UsedNetwork } from '../../../state/network/usedNetwork';
import type { ViewState } from '../../../state/link/fields/table';
import { sideSettings, type SideSettings, type Side } from './sides';

/** Seed of a picture of the grid. Each is the first sample of its seed, as the Timeline's is, so that both show the same picture. */
export const tileSeed = ({ gridSeed }: Pick<ViewState, 'gridSeed'>, tile: number): number =>
  nextSeed(gridSeed, tile);

/** The class that is asked for at a place of the grid. */
export const tileLabel = ({ label }: Pick<SideSettings, 'label'>, tile: number): number =>
  label === ALL_DIGITS ? tile % 10 : label;

/** The samples of a side's grid. */
export function gridPlan(state: ViewState, side: Side, used: UsedNetwork): Plan {
  const settings = sideSettings(state, side);
  const { sampler, steps } = settings;
  const tiles = Array.from({ length: state.gridCount }, (_, tile) => tile);
  return planOf(
    used,
    {
      seed: state.gridSeed,
      seeds: tiles.map((tile) => tileSeed(state, tile)),
      labels: tiles.map((tile) => labelFor(used, tileLabel(settings, tile))),
      sampler,
      steps,
      eta: sampler === 'ddim' ? settings.eta : 0,
      guidance: guidanceFor(used, settings.label, settings.guidance),
    },
    'grid',
  );
}

/** x_T of a seed, as the worker draws it. */
function firstNoise(seed: number, pixels: number): Float32Array {
  const noiseKey = fold(sampleKey(seed, 'reverse', 0), 0);
  return fillGaussian(noiseKey, new Float32Array(pixels));
}

/** The two x_T at the ends of the strip. */
export function stripEnds(
  { stripFrom, stripTo }: Pick<ViewState, 'stripFrom' | 'stripTo'>,
  { size }: Pick<UsedNetwork, 'size'>,
): [Float32Array, Float32Array] {
  return [firstNoise(stripFrom, size ** 2), firstNoise(stripTo, size ** 2)];
}

/**
 * The samples of the strip: A's network from x_T on the great circle between two noises. DDIM with eta = 0 adds no noise, so
 * x_T alone decides the picture.
 */
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

/** A reverse step of a side with its coefficients. */
export interface ShownStep extends StepCoefficients {
  readonly t: number;
  readonly tPrev: number;
  /** Which of the steps it is, from 1. */
  readonly number: number;
}

/** The step that leads to the state that is shown; the middle one where the slider stands at either end. */
export function shownStep(state: ViewState, side: Side, { schedule }: UsedNetwork): ShownStep {
  const { steps, ...rule } = sideSettings(state, side);
  const times = [...timesteps(T, steps, usualSpacing(rule.sampler)), 0];
  const distance = (i: number): number => Math.abs(times[i] - state.gridT);
  let number = 1;
  if (isAtEnd(state)) number = Math.ceil(steps / 2);
  else while (number < steps && distance(number + 1) <= distance(number)) number++;
  const [t, tPrev] = [times[number - 1], times[number]];
  const tBefore = number > 1 ? times[number - 2] : undefined;
  return { number, t, tPrev, ...reverseStep(scheduleOf(schedule), t, tPrev, rule, tBefore) };
}

/** Whether the grid shows x_T or x_0. */
export const isAtEnd = ({ gridT }: Pick<ViewState, 'gridT'>): boolean => gridT === 0 || gridT === T;
