import type { KeyRow, ViewKeys } from '../features/common/view';
import { asksFor, isEmbedded } from '../state/link/url';
import { patchView, view } from '../state/link/view';
import { listen } from '../state/listen';
import { presentation } from '../state/presentation';
import { singleKeys } from '../state/shortcuts';
import { withPart } from '../state/withPart';
import { redoAndSay, undoAndSay } from './history';
import { LECTURE_BAR, TOUR_BAR } from './focus';
import {
  exitPresenter,
  isFirstScene,
  moveScene,
  toggleBlank,
  togglePointer,
  togglePresenter,
  turnPanel,
} from './presenter';
import { TEXTS } from './texts';
import { leaveTour } from './tour/tour';
import { viewOf, VIEWS } from './views';

/** What "next" moves the slider by, in the direction of the story. */
const LEAP = 100;

export const PRESENT: KeyRow = {
  key: 'p',
  label: 'P',
  does: TEXTS.keyRows.present,
  run: togglePresenter,
};
const isPresenting = (): boolean => view.getState().present;
const presenterKey = (key: string, run: () => void, words: Partial<KeyRow> = {}): KeyRow => ({
  key,
  label: key.toUpperCase(),
  when: isPresenting,
  run,
  ...words,
});

/** The views that have a tab. */
const TABS = VIEWS.filter(({ isHidden }) => !isHidden);

/** Keys that act in every view. */
const globalKeys: readonly KeyRow[] = [
  ...VIEWS.flatMap((each) => each.globalKeys ?? []),
  ...TABS.map(({ page }, index): KeyRow => ({
    key: String(index + 1),
    label: index === 0 ? `1 to ${TABS.length}` : String(index + 1),
    ...(index === 0 && { does: TEXTS.keyRows.views }),
    run: () => patchView({ page }),
  })),
  PRESENT,
  presenterKey('n', () => moveScene(1), {
    label: 'N, Shift N',
    does: TEXTS.keyRows.nextPanel,
  }),
  presenterKey('b', toggleBlank, { label: 'B, .', does: TEXTS.keyRows.blank }),
  presenterKey('.', toggleBlank),
  presenterKey('l', togglePointer, { label: 'L', does: TEXTS.keyRows.pointer }),
];

/** The rows of the dialog of keys, and of README's table. */
export const KEY_ROWS: readonly Required<Pick<KeyRow, 'label' | 'does'>>[] = [
  { label: '← →', does: TEXTS.keyRows.arrows },
  { label: 'Shift ← →', does: TEXTS.keyRows.shiftArrows },
  { label: 'Page Down, Page Up', does: TEXTS.keyRows.pageKeys },
  ...VIEWS.flatMap(({ keys }) => [...keys.rows, ...(keys.elementKeys ?? [])]),
  ...globalKeys,
  { label: 'Ctrl Z, Ctrl Shift Z', does: TEXTS.keyRows.undo },
  { label: 'Esc', does: TEXTS.keyRows.escape },
].flatMap(({ label, does }) => (does === undefined ? [] : [{ label, does }]));

/** Keys of these elements mean something of their own. */
function ownsKeys(target: EventTarget | null, key: string): boolean {
  if (document.querySelector('dialog[open]')) return true;
  // Escape closes an open card or menu, and nothing else; keys pressed in it scroll it.
  if (key === 'Escape' && document.querySelector(':popover-open')) return true;
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest('[popover]')) return true;
  if (target instanceof HTMLInputElement && target.type !== 'range')
    return target.type !== 'radio' || key === ' ' || key.startsWith('Arrow');
  if (target instanceof HTMLSelectElement || target instanceof HTMLTextAreaElement) return true;
  return target instanceof HTMLButtonElement && key === ' ';
}

const isNext = (key: string): boolean => key === 'PageDown' || key === 'ArrowRight';

/** Turns to another panel, or moves the slider where `leads` is 0. */
function turnOrMove(leads: 1 | 0 | -1, by: number, isRepeated: boolean, { move }: ViewKeys): void {
  if (leads === 0) move?.(by);
  else if (!isRepeated) turnPanel(leads);
}

/** A clicker's "next": first what the panel holds back, then on. */
function goOn({ reveal }: ViewKeys, on: () => void): void {
  if (reveal) void reveal().then((hasShown) => hasShown || on());
  else on();
}

/** How far a key moves the view's slider; undefined for keys that do not. */
function travel({ key, shiftKey }: KeyboardEvent, { direction }: ViewKeys): number | undefined {
  const { present } = view.getState();
  const next = LEAP * (direction?.() ?? 1);
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
      return -next;
    case 'PageDown':
      return next;
    default:
      return undefined;
  }
}

/** Where a clicker's key leads: to the next panel (1), to the one before (-1); 0 if it moves the slider instead. */
function clickerLeads(key: string, { move, told }: ViewKeys): 1 | 0 | -1 {
  if (!isPresenting() || !(isNext(key) || key === 'PageUp' || key === 'ArrowLeft')) return 0;
  const place = move ? told?.() : undefined;
  if (isNext(key)) return place === undefined || place === 1 ? 1 : 0;
  // "Next" came here with the slider at its end: "back" leaves it there.
  return place === undefined || place === 0 || (place === 1 && !isFirstScene()) ? -1 : 0;
}

/** Stops what runs in the view, or else leaves presenter mode, or the tour where its bar has the focus. */
async function escape({ stop }: ViewKeys): Promise<void> {
  const isInTour = document.activeElement?.closest(`#${TOUR_BAR}`);
  if (isInTour) leaveTour();
  else if (!(await stop?.()) && isPresenting()) exitPresenter();
}

/** Keys of a lecture, and of an open question. */
const LECTURE_KEYS = ['PageDown', 'PageUp', 'Enter', 'Escape'];
const LECTURE_CHARACTERS = ['n', 'b', '.'];
const ANSWER_KEYS = ['1', '2', '3', '4'];
/** Also after the answer is shown: a digit that is pressed again leads to no other view. */
const hasQuestion = (): boolean => document.querySelector(`#${LECTURE_BAR} fieldset`) !== null;
const lectureKeys = () => import('./lecture/keys');

/** The slider that was reached by keys, and is moved by them. One that the mouse has left focused is not in a clicker's way. */
let sliderByKeys: EventTarget | null = null;
function noteFocus({ target }: FocusEvent): void {
  // At the first key the browser shows the focus on any slider.
  const isByKeys = target instanceof Element && target.matches('input[type=range]:focus-visible');
  sliderByKeys = isByKeys ? target : null;
}

/** While a lecture is open it has these keys, except that Escape first stops what runs, and Enter belongs to what has the focus. */
function isOfLecture({ target, shiftKey }: KeyboardEvent, key: string): boolean {
  if (view.getState().chapter === '') return false;
  if (key === 'ArrowRight' || key === 'ArrowLeft')
    return asksFor('clicker', 'arrows') && !shiftKey && target !== sliderByKeys;
  // Embedded, a lecture has no notes.
  if (key === 'n' && isEmbedded()) return false;
  // In presenter mode Shift N still leads to the panel before. Some keyboards have "." with Shift.
  if (LECTURE_CHARACTERS.includes(key)) return singleKeys.getState().areOn && (key === '.' || !shiftKey);
  if (ANSWER_KEYS.includes(key)) return singleKeys.getState().areOn && hasQuestion();
  if (!LECTURE_KEYS.includes(key)) return false;
  return (
    key !== 'Enter' ||
    !(target instanceof Element && target.closest('button, a, summary, [role=application]'))
  );
}

async function takeLectureKey(key: string, { stop }: ViewKeys): Promise<void> {
  if (key === 'Escape' && (await stop?.())) return;
  await withPart(lectureKeys, (part) => part.lectureKey(key));
}

/** The page's keys. They do nothing while a dialog is open or a field has the focus. */
export function connectKeyboard(): () => void {
  const stopNoting = listen('focusin', noteFocus);
  const stop = listen('keydown', (event) => {
    if (event.defaultPrevented || event.altKey || ownsKeys(event.target, event.key)) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (event.ctrlKey || event.metaKey) {
      if (key !== 'z' && key !== 'y') return;
      event.preventDefault();
      if (key === 'y' || event.shiftKey) redoAndSay();
      else undoAndSay();
      return;
    }
    const { keys } = viewOf(view.getState().page);
    if (isOfLecture(event, key)) {
      event.preventDefault();
      if (event.repeat) return;
      if (presentation.getState().isBlank || key === 'b' || key === '.') toggleBlank();
      else void takeLectureKey(key, keys);
      return;
    }
    const isCharacter = key.length === 1 && key !== ' ';
    if (isCharacter && !singleKeys.getState().areOn) return;
    const by = keys.move || isPresenting() ? travel(event, keys) : undefined;
    const row = [...keys.rows, ...globalKeys].find((each) => each.key === key);
    if (by === undefined && !row && key !== 'Escape') return;
    if (by !== undefined) {
      const leads = clickerLeads(event.key, keys);
      const isBlank = presentation.getState().isBlank;
      if (!isPresenting() && !keys.move) return; // nothing to move: the key scrolls
      event.preventDefault();
      if (isBlank) toggleBlank();
      else if (isPresenting() && isNext(event.key))
        goOn(keys, () => turnOrMove(leads, by, event.repeat, keys));
      else turnOrMove(leads, by, event.repeat, keys);
      return;
    }
    event.preventDefault();
    if (event.repeat) return;
    if (!row) void escape(keys);
    else if (key === 'n' && event.shiftKey) moveScene(-1);
    else if (row.when?.() !== false) row.run();
  });
  return () => {
    stopNoting();
    stop();
  };
}
