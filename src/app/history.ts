import type { Field } from '../state/link/fieldKinds';
import {
  FIELD_NAMES,
  FIELDS,
  nameOfField,
  pageOfField,
  type Page,
  type ViewState,
} from '../state/link/fields/table';
import { redo, undo, view } from '../state/link/view';
import { notify } from '../state/notices';
import { TEXTS } from './texts';
import { viewOf } from './views';

/** More changes of one view are counted, not named. */
const MOST = 3;

/** Settings of the Timeline that act in other views, too. */
const SHARED: readonly (keyof ViewState)[] = ['source', 'seed', 'network', 'label'];

/** What changed in a field; its name alone where the values have no words. */
function describe<K extends keyof ViewState>(name: K, before: ViewState[K], after: ViewState[K]): string {
  const { shown, range }: Field<ViewState[K]> = FIELDS[name];
  const label = nameOfField(name);
  const words = (value: ViewState[K]): string | undefined =>
    shown?.options?.find((option) => option.value === value)?.label ?? (range && String(value));
  const [was, is] = [words(before), words(after)];
  if (was !== undefined && is !== undefined) return TEXTS.changed(label, was, is);
  return typeof after === 'boolean' ? TEXTS.switched(label, after) : label;
}

/** What differs between two views in what undo brings back, by view, that of the page first: ": seed 43 → 42; in Generate: steps 5 → 25". */
export function changesInWords(before: ViewState, after: ViewState): string {
  const places = new Map<Page | undefined, string[]>([[undefined, []]]);
  for (const name of FIELD_NAMES) {
    if (FIELDS[name].undo !== 'parameter' || before[name] === after[name]) continue;
    const page = SHARED.includes(name) ? undefined : pageOfField(name);
    const place = page === after.page ? undefined : page;
    places.set(place, [...(places.get(place) ?? []), describe(name, before[name], after[name])]);
  }
  return [...places]
    .filter(([, changes]) => changes.length > 0)
    .map(([place, changes]) => {
      const rest = changes.length - MOST;
      const named = [...changes.slice(0, MOST), ...(rest > 0 ? [TEXTS.more(rest)] : [])].join(', ');
      return place ? TEXTS.inView(viewOf(place).name, named) : TEXTS.here(named);
    })
    .join(';');
}

/** Takes a step, and says what changed, since it may stand in another view. */
function say(words: (what: string) => string, step: () => void): void {
  const before = view.getState();
  step();
  const what = changesInWords(before, view.getState());
  if (what) notify({ kind: 'info', text: words(what) });
}

/** Takes a step back, and says what changed. */
export const undoAndSay = (): void => say(TEXTS.undone, undo);
/** Redoes a step, and says what changed. */
export const redoAndSay = (): void => say(TEXTS.redone, redo);
