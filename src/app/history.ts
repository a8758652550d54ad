import { FIELDS, FIELD_NAMES, pageOfField } from '../state/link/fields/table';
import { redo, undo, view } from '../state/link/view';
import { notify } from '../state/notices';
import { TEXTS } from './texts';
import { viewOf } from './views';

/** What changed, in words: "steps, w in Generate". */
function changes(step: () => void): string {
  const before = view.getState();
  step();
  const after = view.getState();
  const changed = FIELD_NAMES.filter(
    (name) => FIELDS[name].undo === 'parameter' && before[name] !== after[name],
  );
  const places = new Map<string, string[]>();
  for (const name of changed) {
    const page = pageOfField(name);
    const place = page && page !== after.page ? TEXTS.inView(viewOf(page).name) : '';
    places.set(place, [...(places.get(place) ?? []), FIELDS[name].shown?.label ?? FIELDS[name].param]);
  }
  return [...places].map(([place, labels]) => labels.join(', ') + place).join('; ');
}

function say(did: string, step: () => void): void {
  const what = changes(step);
  if (what) notify({ kind: 'info', text: `${did}: ${what}.` });
}

/** Takes a step back, and says what changed, since it may stand in another view. */
export const undoAndSay = (): void => say(TEXTS.undone, undo);
/** The same forward. */
export const redoAndSay = (): void => say(TEXTS.doneAgain, redo);
