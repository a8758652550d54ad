import { ANY_DIGIT, DIGITS } from '../../../state/link/fieldKinds';
import { STRENGTHS } from '../../../state/link/fields/edit';
import { fieldsWhere, type ViewState } from '../../../state/link/fields/table';
import { view } from '../../../state/link/view';
import { memo } from '../../../state/memo';
import { network } from '../../../state/network/network';
import { guidanceFor, weightsKey, whyNoClass, type UsedNetwork } from '../../../state/network/usedNetwork';
import { source } from '../../../state/picture/source';
import type { Plan, Sheet } from '../../../state/samples/sheet';
import {
  backPlan,
  denoisePlan,
  inpaintPlan,
  inversionPlan,
  labelOfSubject,
  noisesBetween,
  restylePlan,
} from './plans';
import { restyleSheet, sheets } from './sheets';
import { otherPicture, otherSubjectNow, subjectNow, type Subject } from './subjects';

/** Something that an edit needs. */
export interface Part {
  readonly sheet: Sheet;
  /** null if a part that it starts from is not there yet, or there is nothing to do. */
  readonly plan: Plan | null;
  /** Evaluations of the network. */
  readonly work: number;
}

/** @param expected evaluations where there is no plan yet */
function partOf(sheet: Sheet, plan: Plan | null, expected = 0): Part {
  if (!plan) return { sheet, plan, work: expected };
  const { labels, steps, guidance, resamplings = 1 } = plan.request;
  return { sheet, plan, work: labels.length * steps * resamplings * (guidance === 0 ? 1 : 2) };
}

/** Whether all of a part that can be computed is there. */
export const isFinished = ({ sheet, plan }: Part): boolean => plan !== null && !sheet.missing;

/** Evaluations of the network that parts take together. */
export const workOf = (parts: readonly Part[]): number => parts.reduce((sum, { work }) => sum + work, 0);

/** The noises that an inversion has led to; null before it is complete. */
function noisesOf(sheet: Sheet, inversion: Plan): Float32Array[] | null {
  const { run, plan } = sheet.store.getState();
  if (plan?.name !== inversion.name || !run?.complete) return null;
  return Array.from({ length: run.count }, (_, i) => run.frame(run.filled - 1, i));
}

function changeParts(state: ViewState, subject: Subject, used: UsedNetwork): Part[] {
  const label = labelOfSubject(used, subject);
  const inversion = inversionPlan(state, [subject], used, [label]);
  const { name } = inversion;
  const noises = noisesOf(sheets.inversion, inversion);
  const toTen = (noise: Float32Array): Plan =>
    backPlan(
      state,
      used,
      { name, noises: DIGITS.map(() => noise) },
      DIGITS,
      guidanceFor(used, 0, state.changeGuidance),
    );
  return [
    partOf(sheets.inversion, inversion),
    partOf(
      sheets.roundTrip,
      noises && backPlan(state, used, { name, noises }, [label]),
      state.inversionSteps,
    ),
    partOf(
      sheets.ten,
      noises && whyNoClass(used) === null ? toTen(noises[0]) : null,
      noises ? 0 : 20 * state.inversionSteps,
    ),
  ];
}

function betweenParts(state: ViewState, subject: Subject, used: UsedNetwork): Part[] {
  const other = otherSubjectNow();
  if (!other) return [partOf(sheets.ends, null), partOf(sheets.between, null)];
  // Without a class at both ends nothing but the noise changes on the way.
  const label = labelOfSubject(used, { label: ANY_DIGIT });
  const inversion = inversionPlan(state, [subject, other], used, [label, label]);
  const ends = noisesOf(sheets.ends, inversion);
  const noises = ends && noisesBetween(ends[0], ends[1], state.betweenCount);
  return [
    partOf(sheets.ends, inversion),
    partOf(
      sheets.between,
      noises && backPlan(state, used, { name: inversion.name, noises }, Array(noises.length).fill(label)),
      state.betweenCount * state.inversionSteps,
    ),
  ];
}

/** Where sliders stand, and whether the page is presented: nothing is computed anew for these. */
const UNCOMPUTED = new Set(['present', ...fieldsWhere((field) => field.slides === true)]);

/** Cache key of what the open edit shows, wherever its sliders stand. */
export function editKey(): string {
  const pictures = [source, otherPicture].map((store) => store.getState().picture?.source);
  const fields = Object.entries(view.getState()).filter(([name]) => !UNCOMPUTED.has(name));
  return JSON.stringify([fields, weightsKey(network.getState().used), pictures]);
}

const keepParts = memo<readonly Part[] | undefined>();

/** What the open edit computes, in its order; undefined while picture or network are still loading. */
export function partsNow(): readonly Part[] | undefined {
  const inversions = [sheets.inversion, sheets.ends].map(({ store }) => {
    const { run, plan } = store.getState();
    return run?.complete ? plan?.name : '';
  });
  return keepParts([editKey(), view.getState().strength, ...inversions], makeParts);
}

function makeParts(): readonly Part[] | undefined {
  const state = view.getState();
  const subject = subjectNow();
  if (!subject) return undefined;
  const { used } = network.getState();
  switch (state.edit) {
    case 'denoise':
      return [partOf(sheets.denoise, denoisePlan(state, subject, used))];
    case 'inpaint':
      return [partOf(sheets.inpaint, inpaintPlan(state, subject, used))];
    case 'restyle': {
      // The strength that is looked at comes first, then its neighbours.
      const away = (strength: number): number => Math.abs(strength - state.strength);
      return [...STRENGTHS]
        .sort((a, b) => away(a) - away(b))
        .map((strength) => partOf(restyleSheet(strength), restylePlan(state, subject, used, strength)));
    }
    case 'change':
      return changeParts(state, subject, used);
    case 'between':
      return betweenParts(state, subject, used);
    default:
      return state.edit satisfies never;
  }
}
