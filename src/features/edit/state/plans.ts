import { degrade } from '../../../diffusion/degrade';
import type { Degradation } from '../../../diffusion/degrade';
import { addNoise } from '../../../diffusion/forward';
import { asTimestep, estimateNoise, lackingNoise, timestepOfNoise } from '../../../diffusion/noiseLevel';
import { fillGaussian, fold, key, STREAM } from '../../../diffusion/random';
import { slerp } from '../../../diffusion/slerp';
import type { SampleRequest } from '../../../engine/protocol/jobs';
import { scheduleOf, T } from '../../../state/picture/forwardPath';
import { knownFor, missingOf } from '../../../state/link/mask';
import { everyOf } from '../../../state/samples/sheet';
import type { Plan } from '../../../state/samples/sheet';
import { guidanceFor, labelFor, weightsOf } from '../../../state/network/usedNetwork';
import type { UsedNetwork } from '../../../state/network/usedNetwork';
import { ANY_DIGIT } from '../../../state/link/fieldKinds';
import type { ViewState } from '../../../state/link/fields/table';

/** A picture that is edited. */
export interface Subject {
  /** As ViewState's source. */
  readonly source: string;
  /** [size, size] flat, in [-1, 1]. */
  readonly x0: Float32Array;
  /** Its class where the data set gives one. */
  readonly label: number | null;
}

/** Below this an estimate is no noise: in 300 blurred test digits it is at most 0.02, with white noise of sigma = 0.05 above 0.05. */
const LEAST_NOISE = 0.05;
/**
 * Where no noise is found in a picture, noise is put on it up to this t. On 30 test digits the mean of 4 draws is best, of 100 to 400, at
 * 250 for a fifth of salt and pepper (10.1 to 20.8 dB), 150 for a blur of 1.5 pixels (16.1 to 16.7), 200 for 0.3 of the contrast (9.4 to
 * 14.4).
 */
const WITHOUT_NOISE = 250;
/** Steps of a restyling that begins at t = 1000; others have their share. */
const RESTYLE_STEPS = 40;

type Asked = Omit<SampleRequest, 'network' | 'schedule' | 'keep' | 'every' | 'seed' | 'eta'>;

/** What is asked of a network, under a name that all that decides it gives. */
function planOf(used: UsedNetwork, seed: number, what: readonly unknown[], asked: Asked): Plan {
  const { labels, sampler, steps, guidance, resamplings = 1, invertTo = 0 } = asked;
  const every = everyOf(labels.length, steps, used.size ** 2);
  const decides = [weightsOf(used), seed, labels, sampler, steps, guidance, resamplings, invertTo, what];
  return {
    name: JSON.stringify(decides),
    used,
    request: {
      ...asked,
      seed,
      eta: 0,
      network: used.name,
      schedule: { name: used.schedule, T },
      keep: 'all',
      every,
    },
  };
}

const repeated = <Value>(value: Value, count: number): Value[] => Array<Value>(count).fill(value);

/** Pictures one after the other. */
function joined(pictures: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(pictures.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const picture of pictures) {
    all.set(picture, at);
    at += picture.length;
  }
  return all;
}

/** The label and the guidance that the view tells a network. */
function told(
  used: UsedNetwork,
  { editLabel, editGuidance }: Pick<ViewState, 'editLabel' | 'editGuidance'>,
): { label: number; guidance: number } {
  return { label: labelFor(used, editLabel), guidance: guidanceFor(used, editLabel, editGuidance) };
}

function degradationOf(state: ViewState): Degradation | null {
  switch (state.damage) {
    case 'gaussian':
      return { kind: 'gaussian', sigma: state.damageSigma };
    case 'salt-and-pepper':
      return { kind: 'salt-and-pepper', share: state.damageShare };
    case 'blur':
      return { kind: 'blur', sigma: state.damageBlur };
    case 'low-contrast':
      return { kind: 'low-contrast', factor: state.damageContrast };
    case 'none':
      return null;
    default:
      return state.damage satisfies never;
  }
}

/** A picture that is to be denoised, and what is found in it. */
export interface Noisy {
  /** [size, size] flat; noise may lead beyond [-1, 1]. */
  readonly picture: Float32Array;
  /** Estimated standard deviation of its white noise. */
  readonly sigmaHat: number;
  /** t of equal signal-to-noise ratio; 0 where there is no noise. */
  readonly estimatedT: number;
  /** t at which it is taken. */
  readonly t: number;
  /** Standard deviation of the noise that is put on it first. */
  readonly added: number;
}

/** What is denoised: the picture of the view after what the view does to it. */
export function noisyOf(state: ViewState, { x0 }: Pick<Subject, 'x0'>, used: UsedNetwork): Noisy {
  const degradation = degradationOf(state);
  const picture = degradation
    ? degrade(x0, used.size, degradation, fold(fold(key(state.seed), STREAM.degrade), 0))
    : x0;
  const schedule = scheduleOf(used.schedule);
  const sigmaHat = estimateNoise(picture, used.size);
  const estimatedT = sigmaHat < LEAST_NOISE ? 0 : timestepOfNoise(schedule, sigmaHat);
  const t = state.noiseT || estimatedT || WITHOUT_NOISE;
  // The estimate's own t is only the nearest: what it differs by is no noise to add.
  const added = t === estimatedT ? 0 : lackingNoise(schedule, t, sigmaHat);
  return { picture, sigmaHat, estimatedT, t, added };
}

/** Draws from the posterior of a noisy picture: DDPM from the t of its noise (Ho et al. 2020, algorithm 2, begun on the way). */
export function denoisePlan(state: ViewState, subject: Subject, used: UsedNetwork): Plan {
  const { picture, t, added } = noisyOf(state, subject, used);
  const { label, guidance } = told(used, state);
  const { seed, draws, damage } = state;
  const epsilon = new Float32Array(picture.length);
  const starts = Array.from({ length: draws }, (_, i) => {
    fillGaussian(fold(fold(key(seed), STREAM.degrade), i + 1), epsilon);
    const noisy = picture.map((value, k) => value + added * epsilon[k]);
    return asTimestep(scheduleOf(used.schedule), t, noisy);
  });
  return planOf(used, seed, ['denoise', subject.source, damage, degradationOf(state), t], {
    labels: repeated(label, draws),
    sampler: 'ddpm',
    steps: Math.min(state.drawSteps, t),
    guidance,
    start: { t, pictures: joined(starts) },
  });
}

/** Completions of what is missing (RePaint, Lugmayr et al. 2022, algorithm 1); null where nothing is missing. */
export function inpaintPlan(state: ViewState, { source, x0 }: Subject, used: UsedNetwork): Plan | null {
  const missing = missingOf(state.mask);
  if (!missing) return null;
  const masks = knownFor(missing, used.size);
  if (masks.every((known) => known === 1)) return null;
  const { label, guidance } = told(used, state);
  const { seed, completions, resamplings, fillSteps } = state;
  return planOf(used, seed, ['inpaint', source, state.mask], {
    labels: repeated(label, completions),
    sampler: 'ddpm',
    steps: fillSteps,
    guidance,
    known: { pictures: x0, masks },
    resamplings,
  });
}

/** x_t of a scribble for each variant: the same noises at every t. */
export function handedOver(
  { seed, variants }: Pick<ViewState, 'seed' | 'variants'>,
  x0: Float32Array,
  { schedule }: Pick<UsedNetwork, 'schedule'>,
  t: number,
): Float32Array[] {
  return Array.from({ length: variants }, (_, i) => {
    const epsilon = fold(fold(fold(key(seed), STREAM.forward), i), 0);
    const out = fillGaussian(epsilon, new Float32Array(x0.length));
    return addNoise(scheduleOf(schedule), t, x0, out, out);
  });
}

/** DDPM steps of a restyling that begins at t. */
export const restyleSteps = (t: number): number => Math.round((RESTYLE_STEPS * t) / T);

/** Restylings of a picture from one t on (SDEdit, Meng et al. 2022, algorithm 1). */
export function restylePlan(
  state: ViewState,
  { source, x0 }: Subject,
  used: UsedNetwork,
  strength: number,
): Plan {
  const { label, guidance } = told(used, state);
  return planOf(used, state.seed, ['restyle', source, strength], {
    labels: repeated(label, state.variants),
    sampler: 'ddpm',
    steps: restyleSteps(strength),
    guidance,
    start: { t: strength, pictures: joined(handedOver(state, x0, used, strength)) },
  });
}

/** The class that a digit is inverted under. */
export const ownLabel = (used: UsedNetwork, { label }: Pick<Subject, 'label'>): number =>
  labelFor(used, label ?? ANY_DIGIT);

/** Digits up to x_T (DDIM inversion, Song et al. 2021, section 4.3), with a little noise first where that is asked for. */
export function inversionPlan(
  state: ViewState,
  subjects: readonly Subject[],
  used: UsedNetwork,
  labels: readonly number[],
): Plan {
  const { seed, noiseFirst, inversionSteps } = state;
  const starts = subjects.map(({ x0 }, i) => {
    const own = fold(fold(fold(key(seed), STREAM.forward), i), 0);
    const out = fillGaussian(own, new Float32Array(x0.length));
    return addNoise(scheduleOf(used.schedule), noiseFirst, x0, out, out);
  });
  return planOf(used, seed, ['inversion', subjects.map(({ source }) => source), noiseFirst], {
    labels,
    sampler: 'ddim',
    steps: inversionSteps,
    guidance: 0,
    start: { t: noiseFirst, pictures: joined(starts) },
    invertTo: T,
  });
}

/** From inverted noises back by DDIM, each as its label says. */
export function backPlan(
  state: ViewState,
  used: UsedNetwork,
  from: { readonly name: string; readonly noises: readonly Float32Array[] },
  labels: readonly number[],
  guidance: number,
): Plan {
  return planOf(used, state.seed, ['back', from.name], {
    labels,
    sampler: 'ddim',
    steps: state.inversionSteps,
    guidance,
    start: { t: T, pictures: joined(from.noises) },
  });
}

/** The noises between two, the ends among them, on the great circle. */
export function noisesBetween(a: Float32Array, b: Float32Array, count: number): Float32Array[] {
  return Array.from({ length: count }, (_, i) => slerp(a, b, i / (count - 1), new Float32Array(a.length)));
}
