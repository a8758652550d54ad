import { ANY_DIGIT, DIGITS } from '../../../state/link/fieldKinds';
import { STRENGTHS } from '../../../state/link/fields/edit';
import { fieldsWhere, type ViewState } from '../../../state/link/fields/table';
import { view } from '../../../state/link/view';
import { memo } from '../../../state/memo';
import { network } from '../../../state/network/network';
import {
  guidanceFor,
  labelFor,
  weightsKey,
  whyNoClass,
  type UsedNetwork,
} from '../../../state/network/usedNetwork';
import { source } from '../../../state/picture/source';
import { countEvaluations } from '../../../state/samples/plan';
import type { Plan, Sheet } from '../../../state/samples/sheet';
import {
  backPlan,
  denoisePlan,
  inpaintPlan,
  inversionPlan,
  noisesBetween,
  repeated,
  restylePlan,
} from './plans';
import { restyleSheet, sheets } from './sheets';
import { getOtherSubject, getSubject, otherPicture, type Subject } from './subjects';

/** Something that an edit needs. */
export interface Part {
  readonly sheet: Sheet;
  /** null if a part that it starts from is not there yet, or there is nothing to do. */
  readonly plan: Plan | null;
  /** Of the network. */
  readonly evaluations: number;
}

/** @param expected evaluations where there is no plan yet */
function makePart(sheet: Sheet, plan: Plan | null, expected = 0): Part {
  return { sheet, plan, evaluations: plan ? countEvaluations(plan.request) : expected };
}

/** Whether all of a part that can be computed is there. */
export const isFinished = ({ sheet, plan }: Part): boolean => plan !== null && !sheet.missing;

/** What parts take together. */
export const sumEvaluations = (parts: readonly Part[]): number =>
  parts.reduce((sum, { evaluations }) => sum + evaluations, 0);

/** The noises that an inversion has led to; null before it is complete. */
function invertedNoises(sheet: Sheet, inversion: Plan): Float32Array[] | null {
  const { run, plan } = sheet.store.getState();
  if (plan?.name !== inversion.name || !run?.complete) return null;
  return Array.from({ length: run.count }, (_, i) => run.frame(run.filled - 1, i));
}

function changeParts(state: ViewState, subject: Subject, used: UsedNetwork): Part[] {
  const label = labelFor(used, subject.label ?? ANY_DIGIT);
  const inversion = inversionPlan(state, [subject], used, label);
  const noises = invertedNoises(sheets.inversion, inversion);
  const back = (labels: readonly number[], guidance?: number): Plan | null =>
    noises && backPlan(state, used, inversion.name, repeated(noises[0], labels.length), labels, guidance);
  const asTen = whyNoClass(used) === null ? back(DIGITS, guidanceFor(used, 0, state.changeGuidance)) : null;
  return [
    makePart(sheets.inversion, inversion),
    makePart(sheets.roundTrip, back([label]), state.inversionSteps),
    makePart(sheets.ten, asTen, noises ? 0 : 20 * state.inversionSteps),
  ];
}

function betweenParts(state: ViewState, subject: Subject, used: UsedNetwork): Part[] {
  const other = getOtherSubject();
  if (!other) return [makePart(sheets.ends, null), makePart(sheets.between, null)];
  const { betweenCount: count, inversionSteps } = state;
  // Without a class at both ends nothing but the noise changes on the way.
  const label = labelFor(used, ANY_DIGIT);
  const inversion = inversionPlan(state, [subject, other], used, label);
  const ends = invertedNoises(sheets.ends, inversion);
  const noises = ends && noisesBetween(ends[0], ends[1], count);
  const back = noises && backPlan(state, used, inversion.name, noises, repeated(label, count));
  return [makePart(sheets.ends, inversion), makePart(sheets.between, back, count * inversionSteps)];
}

/** Fields for which nothing is computed anew: where sliders stand, and whether the page is presented. */
const DISPLAY_FIELDS = new Set(['present', ...fieldsWhere((field) => field.slides === true)]);

/** Cache key of what the open edit shows, wherever its sliders stand. */
export function editKey(): string {
  const pictures = [source, otherPicture].map((store) => store.getState().picture?.source);
  const fields = Object.entries(view.getState()).filter(([name]) => !DISPLAY_FIELDS.has(name));
  return JSON.stringify([fields, weightsKey(network.getState().used), pictures]);
}

const memoizeParts = memo<readonly Part[]>();

/** What the open edit computes, in its order; nothing while picture or network are still loading. */
export function getParts(): readonly Part[] {
  const inversions = [sheets.inversion, sheets.ends].map(({ store }) => {
    const { run, plan } = store.getState();
    return run?.complete ? plan?.name : '';
  });
  return memoizeParts([editKey(), view.getState().strength, ...inversions], makeParts);
}

function makeParts(): readonly Part[] {
  const state = view.getState();
  const subject = getSubject();
  if (!subject) return [];
  const { used } = network.getState();
  switch (state.edit) {
    case 'denoise':
      return [makePart(sheets.denoise, denoisePlan(state, subject, used))];
    case 'inpaint':
      return [makePart(sheets.inpaint, inpaintPlan(state, subject, used))];
    case 'restyle': {
      // The strength that is looked at comes first, then its neighbours.
      const distance = (strength: number): number => Math.abs(strength - state.strength);
      return [...STRENGTHS]
        .sort((a, b) => distance(a) - distance(b))
        .map((strength) => makePart(restyleSheet(strength), restylePlan(state, subject, used, strength)));
    }
    case 'change':
      return changeParts(state, subject, used);
    case 'between':
      return betweenParts(state, subject, used);
    default:
      return state.edit satisfies never;
  }
}
