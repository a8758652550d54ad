import { view } from '../../../state/link/view';
import { isNetworkInUse } from '../../../state/network/network';
import { source } from '../../../state/picture/source';
import { isFinished, partsNow, workOf, type Part } from './parts';
import { sheetsOf } from './sheets';
import { otherPicture, subjectNow } from './subjects';

/** What has not been computed, also where its sheet does not show it yet. */
export const missingParts = (): Part[] =>
  partsNow()?.filter(
    ({ sheet, plan }) => plan && (sheet.store.getState().plan?.name !== plan.name || sheet.missing),
  ) ?? [];

/** Whether something of the open edit is not computed. */
export const isEditMissing = (): boolean => missingParts().length > 0;

/** Whether something of the open edit is being computed, or about to be. */
export const isEditing = (): boolean => sheetsOf(view.getState().edit).some((sheet) => sheet.busy);

/** Whether another seed makes other pictures, and there are some. */
export function canTryOthers(): boolean {
  const { edit, noiseFirst } = view.getState();
  if ((edit === 'change' || edit === 'between') && noiseFirst === 0) return false;
  return partsNow()?.every(({ plan }) => plan !== null) ?? false;
}

export interface EditProgress {
  /** Evaluations of the network: those done, all of them, and those of a second. */
  readonly done: number;
  readonly of: number;
  readonly perSecond: number;
  readonly secondsLeft: number;
  /** The part under way, from 1, and how many there are. */
  readonly part: number;
  readonly parts: number;
}

/** How far the open edit is; `unknown` while it has begun and nobody knows yet, undefined while nothing runs. */
export function editProgress(): EditProgress | 'unknown' | undefined {
  const parts = partsNow() ?? [];
  const busy = parts.find(({ sheet }) => sheet.busy);
  if (!busy) return undefined;
  const { status } = busy.sheet.store.getState();
  if (status.kind !== 'running' || !status.progress) return 'unknown';
  const { step, steps, stepsPerSecond } = status.progress;
  const finished = parts.filter(isFinished);
  const of = workOf(parts);
  const done = workOf(finished) + (busy.work * step) / steps;
  const perSecond = (busy.work * stepsPerSecond) / steps;
  const secondsLeft = (of - done) / perSecond;
  return { done, of, perSecond, secondsLeft, part: finished.length + 1, parts: parts.length };
}

export type Waiting =
  | { readonly kind: 'digits'; readonly loaded: number; readonly total: number }
  | { readonly kind: 'network' | 'picture' }
  /** The other digit could not be fetched. */
  | { readonly kind: 'failed'; readonly text: string };

/** What the open edit waits for before anything can be computed; null if nothing is missing. */
export function waitingFor(): Waiting | null {
  const { network, edit, other } = view.getState();
  const { picture, failure } = otherPicture.getState();
  const subject = subjectNow();
  const needsOther = edit === 'between' && picture?.source !== other;
  if (subject && !needsOther) return null;
  if (!isNetworkInUse(network)) return { kind: 'network' };
  if (subject && failure !== null) return { kind: 'failed', text: failure };
  const loading = Object.values(source.getState().packs).find(({ kind }) => kind === 'loading');
  if (loading?.kind !== 'loading') return { kind: 'picture' };
  const { loaded, total } = loading;
  return { kind: 'digits', loaded, total };
}
