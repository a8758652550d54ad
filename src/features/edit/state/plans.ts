import { joinPictures } from '../../../diffusion/pictures/pixels';
import { addNoise } from '../../../diffusion/forward';
import { startsOf } from '../../../diffusion/pictures/denoising';
import { fillGaussian, fold, sampleKey } from '../../../diffusion/random';
import { slerp } from '../../../diffusion/slerp';
import type { ViewState } from '../../../state/link/fields/table';
import { knownFor, parseMask } from '../../../state/link/mask';
import { guidanceFor, labelFor, type UsedNetwork } from '../../../state/network/usedNetwork';
import { scheduleOf, T } from '../../../state/picture/forwardPath';
import { planOf } from '../../../state/samples/plan';
import type { Plan } from '../../../state/samples/sheet';
import { getDegradation, makeNoisy } from './noisy';
import type { Subject } from './subjects';

/** Steps of a restyling that begins at t = 1000; others take their share. */
const RESTYLE_STEPS = 40;

/** x_t of pictures; the noise of each is the same at every t. */
export const addForwardNoise = (
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

/** One value several times. */
export const repeated = <Value>(value: Value, count: number): Value[] => Array<Value>(count).fill(value);

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
  const noisy = makeNoisy(state, x0, used);
  const { seed, draws, drawSteps, damage } = state;
  const { t } = noisy;
  const starts = startsOf(scheduleOf(used.schedule), noisy.picture, noisy, seed, draws);
  return planOf(
    used,
    {
      ...ddpmSamples(state, used, draws),
      steps: Math.min(drawSteps, t),
      start: { t, pictures: joinPictures(starts) },
    },
    ['denoise', source, damage, getDegradation(state)],
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

/** DDPM steps of a restyling that begins at t. */
export const restyleSteps = (t: number): number => Math.round((RESTYLE_STEPS * t) / T);

/** Restylings of a picture from t on (SDEdit, Meng et al. 2022, algorithm 1). */
export const restylePlan = (state: ViewState, { source, x0 }: Subject, used: UsedNetwork, t: number): Plan =>
  planOf(
    used,
    {
      ...ddpmSamples(state, used, state.variants),
      steps: restyleSteps(t),
      start: {
        t,
        pictures: joinPictures(addForwardNoise(state.seed, repeated(x0, state.variants), used, t)),
      },
    },
    ['restyle', source],
  );

/** DDIM without fresh noise, up to x_T or back. */
const ddimSamples = ({ seed, inversionSteps }: ViewState, labels: readonly number[], guidance = 0) =>
  ({ seed, labels, sampler: 'ddim', steps: inversionSteps, eta: 0, guidance }) as const;

/** Digits up to x_T (DDIM inversion, Song et al. 2021, section 4.3), after noise of a small t where the view asks for that. */
export function inversionPlan(
  state: ViewState,
  subjects: readonly Subject[],
  used: UsedNetwork,
  label: number,
): Plan {
  const { seed, noiseFirst: t } = state;
  const pictures = subjects.map(({ x0 }) => x0);
  return planOf(
    used,
    {
      ...ddimSamples(state, repeated(label, subjects.length)),
      start: { t, pictures: joinPictures(addForwardNoise(seed, pictures, used, t)) },
      invertTo: T,
    },
    ['inversion', subjects.map(({ source }) => source)],
  );
}

/**
 * From inverted noises back by DDIM, each as its label says.
 * @param inversion name of the plan that has led to the noises
 */
export const backPlan = (
  state: ViewState,
  used: UsedNetwork,
  inversion: string,
  noises: readonly Float32Array[],
  labels: readonly number[],
  guidance = 0,
): Plan =>
  planOf(used, { ...ddimSamples(state, labels, guidance), start: { t: T, pictures: joinPictures(noises) } }, [
    'back',
    inversion,
  ]);

/** `count` noises from a to b on the great circle, both ends among them. */
export const noisesBetween = (a: Float32Array, b: Float32Array, count: number): Float32Array[] =>
  Array.from({ length: count }, (_, i) => slerp(a, b, i / (count - 1), new Float32Array(a.length)));
