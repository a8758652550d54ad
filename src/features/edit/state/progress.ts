import { otherPicture, parts, subject } from './parts';
import { isNetworkHere } from '../../../state/network/network';
import { source } from '../../../state/picture/source';
import { view } from '../../../state/link/view';

export interface EditProgress {
  /** Evaluations of the network that are done, and all of them. */
  readonly done: number;
  readonly of: number;
  readonly perSecond: number;
  readonly secondsLeft: number;
  /** The part that is under way, from 1, and how many there are. */
  readonly part: number;
  readonly parts: number;
}

/** How far the open edit is; `unknown` while it has begun and nothing is known, undefined while nothing runs. */
export function editProgress(): EditProgress | 'unknown' | undefined {
  const all = parts() ?? [];
  const busy = all.find(({ sheet }) => sheet.busy);
  if (!busy) return undefined;
  const { status } = busy.sheet.store.getState();
  if (status.kind !== 'running' || !status.progress) return 'unknown';
  const { step, steps, stepsPerSecond } = status.progress;
  const sum = (of: readonly { work: number }[]): number => of.reduce((total, { work }) => total + work, 0);
  const finished = all.filter(({ sheet, plan }) => plan && !sheet.missing);
  const total = sum(all);
  const done = sum(finished) + (busy.work * step) / steps;
  const perSecond = (busy.work * stepsPerSecond) / steps;
  const secondsLeft = (total - done) / perSecond;
  return { done, of: total, perSecond, secondsLeft, part: finished.length + 1, parts: all.length };
}

export type Waiting =
  | { readonly kind: 'digits'; readonly loaded: number; readonly total: number }
  | { readonly kind: 'network' | 'picture' }
  /** The other digit could not be fetched. */
  | { readonly kind: 'failed'; readonly text: string };

/** What the open edit waits for before anything can be computed; null where nothing is missing. */
export function waitingFor(): Waiting | null {
  const { network: name, edit } = view.getState();
  const { picture, failed } = otherPicture.getState();
  const needsOther = edit === 'between' && picture?.source !== view.getState().other;
  if (subject() && !needsOther) return null;
  if (!isNetworkHere(name)) return { kind: 'network' };
  if (subject() && failed !== null) return { kind: 'failed', text: failed };
  const loading = Object.values(source.getState().packs).find(({ kind }) => kind === 'loading');
  if (loading?.kind !== 'loading') return { kind: 'picture' };
  const { loaded, total } = loading;
  return { kind: 'digits', loaded, total };
}
