import { joinPictures } from '../../../diffusion/pixels';
import { addNoise } from '../../../diffusion/forward';
import { asTimestep } from '../../../diffusion/noiseLevel';
import { fillGaussian, fold, sampleKey } from '../../../diffusion/random';
import { slerp } from '../../../diffusion/slerp';
import { ANY_DIGIT } from '../../../state/link/fieldKinds';
import type { ViewState } from '../../../state/link/fields/table';
import { knownFor, parseMask } from '../../../state/link/mask';
import { guidanceFor, labelFor, type UsedNetwork } from '../../../state/network/usedNetwork';
import { scheduleOf, T } from '../../../state/picture/forwardPath';
import { planOf } from '../../../state/samples/plan';
import type { Plan } from '../../../state/samples/sheet';
import { degradationOf, noisyOf } from './noisy';
import type { Subject } from './subjects';

/** Steps of a restyling that begins at t = 1000; others take their share. */
const RESTYLE_STEPS = 40;

/** x_t of pictures, each with noise of its own that is the same at every t. */
const noised = (
  seed: number,
  pictures: readonly Float32Array[],
  { schedule }: Pick<UsedNetwork, 'schedule'>,
  t: number,
): Float32Array[] =>
  pictures.map((x0, i) => {
    const noiseKey = fold(sampleKey(seed, 'forward', i), 0);
    const out = fillGaussian(noiseKey, new Float32Array(x0.length));
    return addNoise(scheduleOf(schedule), t, x0, out, out);
  });

const repeated = <Value>(value: Value, count: number): Value[] => Array<Value>(count).fill(value);

/** DDPM samples of the class that the view asks for. */
const ddpmSamples = ({ seed, editLabel, editGuidance }: ViewState, used: UsedNetwork, count: number) =>
  ({
    seed,
    labels: repeated(labelFor(used, editLabel), count),
    sampler: 'ddpm',
    eta: 0,
    guidance: guidanceFor(used, editLabel, editGuidance),
  }) as const;

/** Draws from the posterior of a noisy picture: DDPM from the t of its noise (Ho et al. 2020, algorithm 2, begun on the way). */
export function denoisePlan(state: ViewState, { source, x0 }: Subject, used: UsedNetwork): Plan {
  const { picture, t, added } = noisyOf(state, x0, used);
  const { seed, draws, drawSteps, damage } = state;
  const epsilon = new Float32Array(picture.length);
  const starts = Array.from({ length: draws }, (_, i) => {
    fillGaussian(sampleKey(seed, 'degrade', i + 1), epsilon);
    const noisy = picture.map((value, k) => value + added * epsilon[k]);
    return asTimestep(scheduleOf(used.schedule), t, noisy);
  });
  return planOf(
    used,
    {
      ...ddpmSamples(state, used, draws),
      steps: Math.min(drawSteps, t),
      start: { t, pictures: joinPictures(starts) },
    },
    ['denoise', source, damage, degradationOf(state)],
  );
}

/** Completions of what is missing (RePaint, Lugmayr et al. 2022, algorithm 1); null if nothing is missing. */
export function inpaintPlan(state: ViewState, { source, x0 }: Subject, used: UsedNetwork): Plan | null {
  const { mask, completions, resamplings, fillSteps } = state;
  const missing = parseMask(mask);
  if (!missing) return null;
  const masks = knownFor(missing, used.size);
  if (masks.every((known) => known === 1)) return null;
  return planOf(
    used,
    {
      ...ddpmSamples(state, used, completions),
      steps: fillSteps,
      known: { pictures: x0, masks },
      resamplings,
    },
    ['inpaint', source, mask],
  );
}

/** x_t of a scribble for each variant: their noises are the same at every t. */
export const noisedScribbles = (
  { seed, variants }: Pick<ViewState, 'seed' | 'variants'>,
  x0: Float32Array,
  used: Pick<UsedNetwork, 'schedule'>,
  t: number,
): Float32Array[] => noised(seed, repeated(x0, variants), used, t);

/** DDPM steps of a restyling that begins at t. */
export const restyleSteps = (t: number): number => Math.round((RESTYLE_STEPS * t) / T);

/** Restylings of a picture from t on (SDEdit, Meng et al. 2022, algorithm 1). */
export const restylePlan = (state: ViewState, { source, x0 }: Subject, used: UsedNetwork, t: number): Plan =>
  planOf(
    used,
    {
      ...ddpmSamples(state, used, state.variants),
      steps: restyleSteps(t),
      start: { t, pictures: joinPictures(noisedScribbles(state, x0, used, t)) },
    },
    ['restyle', source],
  );

/** The class that a digit is inverted under. */
export const labelOfSubject = (used: UsedNetwork, { label }: Pick<Subject, 'label'>): number =>
  labelFor(used, label ?? ANY_DIGIT);

/** Digits up to x_T (DDIM inversion, Song et al. 2021, section 4.3), after noise of a small t where the view asks for that. */
export function inversionPlan(
  { seed, noiseFirst, inversionSteps }: ViewState,
  subjects: readonly Subject[],
  used: UsedNetwork,
  labels: readonly number[],
): Plan {
  const pictures = subjects.map(({ x0 }) => x0);
  return planOf(
    used,
    {
      seed,
      labels,
      sampler: 'ddim',
      steps: inversionSteps,
      eta: 0,
      guidance: 0,
      start: { t: noiseFirst, pictures: joinPictures(noised(seed, pictures, used, noiseFirst)) },
      invertTo: T,
    },
    ['inversion', subjects.map(({ source }) => source)],
  );
}

/** Noises that an inversion has led to, and the name of its plan. */
export interface Inverted {
  readonly name: string;
  readonly noises: readonly Float32Array[];
}

/** From inverted noises back by DDIM, each as its label says. */
export const backPlan = (
  { seed, inversionSteps }: ViewState,
  used: UsedNetwork,
  { name, noises }: Inverted,
  labels: readonly number[],
  guidance = 0,
): Plan =>
  planOf(
    used,
    {
      seed,
      labels,
      sampler: 'ddim',
      steps: inversionSteps,
      eta: 0,
      guidance,
      start: { t: T, pictures: joinPictures(noises) },
    },
    ['back', name],
  );

/** `count` noises from a to b on the great circle, both ends among them. */
export const noisesBetween = (a: Float32Array, b: Float32Array, count: number): Float32Array[] =>
  Array.from({ length: count }, (_, i) => slerp(a, b, i / (count - 1), new Float32Array(a.length)));
