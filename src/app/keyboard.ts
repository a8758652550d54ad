import type { KeyRow, ViewKeys } from '../features/common/view';
import { redo, undo, view } from '../state/link/view';
import { exitPresenter, togglePresenter } from './presenter';
import { viewOf, VIEWS } from './views';

/** What a clicker's "next" moves the slider by, in the direction of the story. */
const CLICK = 50;

/** Keys that act in every view. */
export const PRESENT: KeyRow = {
  key: 'p',
  label: 'P',
  does: 'presenter mode; in it a clicker’s keys move t by 50',
  run: togglePresenter,
};
const everywhere: readonly KeyRow[] = [...VIEWS.flatMap((each) => each.globalKeys ?? []), PRESENT];

/** The rows of the dialog of keys, and of README's table. */
export const KEY_ROWS: readonly Required<Pick<KeyRow, 'label' | 'does'>>[] = [
  { label: '← →', does: 't by 1' },
  { label: 'Shift ← →', does: 't by 10' },
  { label: 'Page Up, Page Down', does: 't by 100' },
  ...VIEWS.flatMap(({ keys }) => [...keys.rows, ...(keys.elementKeys ?? [])]),
  ...everywhere,
  { label: 'Ctrl Z, Ctrl Shift Z', does: 'undo, redo' },
  { label: 'Esc', does: 'stop playing or the run; leave presenter mode; close' },
].flatMap(({ label, does }) => (does === undefined ? [] : [{ label, does }]));

/** Keys of these elements mean something of their own. */
function ownsKeys(target: EventTarget | null, key: string): boolean {
  if (document.querySelector('dialog[open]')) return true;
  // Escape closes an open card, and nothing else; keys pressed in it scroll it.
  if (key === 'Escape' && document.querySelector('[popover][data-open]')) return true;
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest('[popover]')) return true;
  if (target instanceof HTMLInputElement && target.type !== 'range')
    return target.type !== 'radio' || key === ' ' || key.startsWith('Arrow');
  if (target instanceof HTMLSelectElement || target instanceof HTMLTextAreaElement) return true;
  return target instanceof HTMLButtonElement && key === ' ';
}

/** How far a key moves the view's slider; undefined for keys that do not. */
function travel({ key, shiftKey }: KeyboardEvent, { direction }: ViewKeys): number | undefined {
  const { present } = view.getState();
  const next = present ? CLICK * (direction?.() ?? 1) : NaN;
  const fine = shiftKey && !present ? 10 : 1;
  switch (key) {
    case 'ArrowRight':
      return present ? next : fine;
    case 'ArrowLeft':
      return present ? -next : -fine;
    case 'ArrowUp':
      return fine;
    case 'ArrowDown':
      return -fine;
    case 'PageUp':
      return present ? -next : 100;
    case 'PageDown':
      return present ? next : -100;
    default:
      return undefined;
  }
}

/** Stops what runs in the view, or else leaves presenter mode. */
async function escape({ stop }: ViewKeys): Promise<void> {
  if (!(await stop?.()) && view.getState().present) exitPresenter();
}

/** The page's keys. They do nothing while a dialog is open or a field has the focus. Returns a function that stops it. */
export function connectKeyboard(): () => void {
  const press = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.altKey || ownsKeys(event.target, event.key)) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (event.ctrlKey || event.metaKey) {
      if (key !== 'z' && key !== 'y') return;
      event.preventDefault();
      if (key === 'y' || event.shiftKey) redo();
      else undo();
      return;
    }
    const { keys } = viewOf(view.getState().page);
    const by = keys.move && travel(event, keys);
    const row = [...keys.rows, ...everywhere].find((each) => each.key === key);
    if (by === undefined && !row && key !== 'Escape') return;
    event.preventDefault();
    if (by !== undefined) keys.move?.(by);
    else if (event.repeat) return;
    else if (!row) void escape(keys);
    else if (row.when?.() !== false) row.run();
  };
  addEventListener('keydown', press);
  return () => removeEventListener('keydown', press);
}
