import { createStore } from 'zustand/vanilla';
import { averagedPicture } from '../../../data/averaged';
import { shownX0 } from '../../../state/picture/shownX0';
import { STRENGTHS } from '../../../state/link/fields/edit';
import type { Edit } from '../../../state/link/fields/edit';
import { backPlan, denoisePlan, inpaintPlan, inversionPlan, noisesBetween, noisyOf } from './plans';
import { ownLabel, restylePlan } from './plans';
import type { Noisy, Subject } from './plans';
import { isNetworkHere, network } from '../../../state/network/network';
import { Sheet } from '../../../state/samples/sheet';
import type { Plan } from '../../../state/samples/sheet';
import { source } from '../../../state/picture/source';
import type { Picture } from '../../../state/picture/source';
import { guidanceFor, weightsOf, whyNoClass } from '../../../state/network/usedNetwork';
import type { UsedNetwork } from '../../../state/network/usedNetwork';
import { fieldsWhere } from '../../../state/link/fields/table';
import { view } from '../../../state/link/view';
import { ANY_DIGIT } from '../../../state/link/fieldKinds';
import type { ViewState } from '../../../state/link/fields/table';

/** All that the view computes. */
export const edits = {
  denoise: new Sheet(),
  inpaint: new Sheet(),
  /** One a strength, in the order of STRENGTHS. */
  restyle: STRENGTHS.map(() => new Sheet()),
  /** The digit up to x_T, back as itself, and back as each of the ten. */
  inversion: new Sheet(),
  roundTrip: new Sheet(),
  ten: new Sheet(),
  /** Two digits up to their x_T, and what lies between these. */
  ends: new Sheet(),
  between: new Sheet(),
} as const;

/** Every sheet of the view. */
export const all: readonly Sheet[] = Object.values(edits).flat();

/** The other digit; null while it is being fetched, or where that has failed, and of what. */
export const otherPicture = createStore<{ picture: Picture | null; failed: string | null }>(() => ({
  picture: null,
  failed: null,
}));

/** Something that an edit needs, in the order in which it is computed. */
export interface Part {
  readonly sheet: Sheet;
  /** null where what it stands on is not there yet, or there is nothing to do. */
  readonly plan: Plan | null;
  /** Evaluations of the network. */
  readonly work: number;
}

function partOf(sheet: Sheet, plan: Plan | null, expected = 0): Part {
  if (!plan) return { sheet, plan, work: expected };
  const { labels, steps, guidance, resamplings = 1 } = plan.request;
  return { sheet, plan, work: labels.length * steps * resamplings * (guidance === 0 ? 1 : 2) };
}

/** The newest states of a sheet that has come to the end of this plan; null before. */
function endsOf(sheet: Sheet, plan: Plan): Float32Array[] | null {
  const { run, plan: own } = sheet.store.getState();
  if (own?.name !== plan.name || !run?.complete) return null;
  return Array.from({ length: run.count }, (_, i) => run.frame(run.filled - 1, i));
}

/** The picture of the view at the network's size; null while either is on its way. */
export function subject(): Subject | null {
  const state = view.getState();
  const { picture } = source.getState();
  if (picture.source !== state.source || !isNetworkHere(state.network)) return null;
  return { source: picture.source, label: picture.label, x0: shownX0() };
}

/** The other digit, likewise. */
export function otherSubject(): Subject | null {
  const { picture } = otherPicture.getState();
  if (picture?.source !== view.getState().other) return null;
  const { size } = network.getState().used;
  const x0 = size ** 2 === picture.x0.length ? picture.x0 : averagedPicture(picture.x0);
  return { source: picture.source, label: picture.label, x0 };
}

let latestNoisy: { args: readonly unknown[]; noisy: Noisy } | null = null;

/** What is denoised; null while the picture is on its way. */
export function noisyNow(): Noisy | null {
  const own = subject();
  if (!own) return null;
  const { used } = network.getState();
  const state = view.getState();
  const { seed, damage, damageSigma, damageShare, damageBlur, damageContrast, noiseT } = state;
  const args = [own.x0, used, seed, damage, damageSigma, damageShare, damageBlur, damageContrast, noiseT];
  if (!latestNoisy?.args.every((value, i) => value === args[i]))
    latestNoisy = { args, noisy: noisyOf(state, own, used) };
  return latestNoisy.noisy;
}

const changeParts = (state: ViewState, own: Subject, used: UsedNetwork): Part[] => {
  const label = ownLabel(used, own);
  const inversion = inversionPlan(state, [own], used, [label]);
  const noise = endsOf(edits.inversion, inversion)?.[0];
  const from = noise && { name: inversion.name, noises: [noise] };
  const digits = Array.from({ length: 10 }, (_, digit) => digit);
  const canChange = whyNoClass(used) === null;
  return [
    partOf(edits.inversion, inversion),
    partOf(
      edits.roundTrip,
      from ? backPlan(state, used, from, [label], 0) : null,
      from ? 0 : state.inversionSteps,
    ),
    partOf(
      edits.ten,
      from && canChange
        ? backPlan(
            state,
            used,
            { name: inversion.name, noises: digits.map(() => from.noises[0]) },
            digits,
            guidanceFor(used, 0, state.changeGuidance),
          )
        : null,
      from ? 0 : 20 * state.inversionSteps,
    ),
  ];
};

const betweenParts = (state: ViewState, own: Subject, used: UsedNetwork): Part[] => {
  const other = otherSubject();
  if (!other) return [partOf(edits.ends, null), partOf(edits.between, null)];
  // Without a class at both ends nothing but the noise changes on the way.
  const label = ownLabel(used, { label: ANY_DIGIT });
  const inversion = inversionPlan(state, [own, other], used, [label, label]);
  const ends = endsOf(edits.ends, inversion);
  const noises = ends && noisesBetween(ends[0], ends[1], state.betweenCount);
  const plan =
    noises &&
    backPlan(
      state,
      used,
      { name: inversion.name, noises },
      noises.map(() => label),
      0,
    );
  return [
    partOf(edits.ends, inversion),
    partOf(edits.between, plan, state.betweenCount * state.inversionSteps),
  ];
};

/** Where sliders stand, and whether the page is presented: nothing is computed anew for these. */
const UNCOMPUTED = new Set(['present', ...fieldsWhere((field) => field.slides === true)]);

/** Cache key of what the view asks for. */
export function wishNow(): string {
  const { used } = network.getState();
  const pictures = [source, otherPicture].map((store) => store.getState().picture?.source);
  const fields = Object.entries(view.getState()).filter(([name]) => !UNCOMPUTED.has(name));
  return JSON.stringify([fields, weightsOf(used), pictures]);
}

let latest: { of: string; parts: readonly Part[] } | null = null;

/** What the open edit computes, in its order; undefined while picture or network are on their way. */
export function parts(): readonly Part[] | undefined {
  const stand = [edits.inversion, edits.ends].map(({ store }) => store.getState());
  const ends = stand.map(({ run, plan }) => (run?.complete ? plan?.name : ''));
  const of = [wishNow(), view.getState().strength, ...ends].join();
  if (latest?.of !== of) {
    const now = partsOf();
    latest = now ? { of, parts: now } : null;
  }
  return latest?.parts;
}

function partsOf(): readonly Part[] | undefined {
  const state = view.getState();
  const own = subject();
  if (!own) return undefined;
  const { used } = network.getState();
  switch (state.edit) {
    case 'denoise':
      return [partOf(edits.denoise, denoisePlan(state, own, used))];
    case 'inpaint':
      return [partOf(edits.inpaint, inpaintPlan(state, own, used))];
    case 'restyle':
      // The strength that is looked at comes first, then its neighbours.
      return STRENGTHS.map((strength, i) => ({
        away: Math.abs(strength - state.strength),
        part: partOf(edits.restyle[i], restylePlan(state, own, used, strength)),
      }))
        .sort((a, b) => a.away - b.away)
        .map(({ part }) => part);
    case 'change':
      return changeParts(state, own, used);
    case 'between':
      return betweenParts(state, own, used);
    default:
      return state.edit satisfies never;
  }
}

/** The sheets of an edit, in the order of its pictures. */
export function sheetsOf(edit: Edit): readonly Sheet[] {
  switch (edit) {
    case 'denoise':
      return [edits.denoise];
    case 'inpaint':
      return [edits.inpaint];
    case 'restyle':
      return edits.restyle;
    case 'change':
      return [edits.inversion, edits.roundTrip, edits.ten];
    case 'between':
      return [edits.ends, edits.between];
    default:
      return edit satisfies never;
  }
}
