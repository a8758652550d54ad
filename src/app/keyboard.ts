import { pause, playback, seek, seekBy, togglePlay } from '../features/timeline/state/playback';
import { cancelRun, denoiseFromHere, enter, isBusy } from '../features/timeline/state/sampling';
import { released } from '../state/link/url';
import { lastT, redo, undo, view } from '../state/link/view';
import { lookAtPlace } from '../state/link/place';
import { toggleWalk, walking } from '../features/schedule/state/walk';
import { isGenerating, lookAtT, stopGenerating, toggleGenerate } from '../features/generate/state/grids';
import type { Page } from '../state/link/fields/table';
import { train } from './pages';
import { exitPresenter, togglePresenter } from './presenter';

/** What a clicker's "next" moves t by, in the direction of the story. */
const CLICK = 50;

/** Keys of these elements mean something of their own. */
function ownsKeys(target: EventTarget | null, key: string): boolean {
  if (document.querySelector('dialog[open]')) return true;
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement && target.type !== 'range')
    return target.type !== 'radio' || key === ' ' || key.startsWith('Arrow');
  if (target instanceof HTMLSelectElement || target instanceof HTMLTextAreaElement) return true;
  return target instanceof HTMLButtonElement && key === ' ';
}

const clickStep = () => {
  const { page, mode } = view.getState();
  return page !== 'timeline' || mode === 'forward' ? CLICK : -CLICK;
};

/** Moves t by keys; undefined for keys that do not. */
function travel(event: KeyboardEvent): number | undefined {
  const fine = event.shiftKey ? 10 : 1;
  const { present } = view.getState();
  switch (event.key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return present ? (event.key === 'ArrowRight' ? clickStep() : 1) : fine;
    case 'ArrowLeft':
    case 'ArrowDown':
      return present ? (event.key === 'ArrowLeft' ? -clickStep() : -1) : -fine;
    case 'PageUp':
      return present ? -clickStep() : 100;
    case 'PageDown':
      return present ? clickStep() : -100;
    default:
      return undefined;
  }
}

const ACTIONS: Record<string, () => void> = {
  ' ': togglePlay,
  t: () => void train(),
  Home: () => {
    seek(0);
    released();
  },
  End: () => {
    seek(lastT(view.getState()));
    released();
  },
  f: () => enter('forward'),
  r: () => enter('reverse'),
  d: () => {
    if (view.getState().mode === 'forward') denoiseFromHere();
  },
  p: togglePresenter,
  Escape: () => {
    if (playback.getState().direction !== 0) pause();
    else if (isBusy()) cancelRun();
    else if (view.getState().present) exitPresenter();
  },
};

/** Keys of the view where a network is trained. */
const TRAIN_ACTIONS: Record<string, () => void> = {
  ' ': () => void train(),
  t: () => void train(),
  p: togglePresenter,
  Escape: () => {
    if (view.getState().present) exitPresenter();
  },
};

/** Keys of the view where schedules are compared. */
const SCHEDULE_ACTIONS: Record<string, () => void> = {
  ' ': toggleWalk,
  t: () => void train(),
  Home: () => goTo(0),
  End: () => goTo(1000),
  p: togglePresenter,
  Escape: () => {
    if (walking.getState()) toggleWalk();
    else
      void import('../features/schedule/state/samples').then(({ isSampling, stopSamplesUnder }) => {
        if (isSampling()) stopSamplesUnder();
        else if (view.getState().present) exitPresenter();
      });
  },
};

/** Keys of the view where pictures are made: the arrows go through t, from the noise on, and among the pictures in the grid. */
const GENERATE_ACTIONS: Record<string, () => void> = {
  ' ': toggleGenerate,
  t: () => void train(),
  Home: () => lookAt(1000),
  End: () => lookAt(0),
  p: togglePresenter,
  Escape: () => {
    if (isGenerating()) stopGenerating();
    else void stopAsking().then((stopped) => !stopped && view.getState().present && exitPresenter());
  },
};

/** Stops what is asked about the pictures. @returns whether something was under way */
async function stopAsking(): Promise<boolean> {
  const { stopMeasuring } = await import('../features/generate/state/samplers');
  const { stopSearch } = await import('../features/generate/state/copying');
  return stopMeasuring() || stopSearch();
}

function lookAt(t: number): void {
  lookAtT(t);
  released();
}

/** What the laboratory computes with; its view has fetched it. */
const laboratory = () => import('../features/lab/state/work');

/** Keys of the laboratory: the place is the same, from the noise on. */
const LAB_ACTIONS: Record<string, () => void> = {
  ' ': () => void laboratory().then(({ toggleExperiment }) => toggleExperiment()),
  t: () => void train(),
  Home: () => goTo(0),
  End: () => goTo(1000),
  p: togglePresenter,
  Escape: () =>
    void laboratory().then(({ stopExperiment }) => {
      if (!stopExperiment() && view.getState().present) exitPresenter();
    }),
};

/** What edits pictures; its view has fetched it. */
const editing = () => import('../features/edit/state/editing');

/** Keys of the view where pictures are edited: the arrows go through t, from the noise on, or through the strengths. */
const EDIT_ACTIONS: Record<string, () => void> = {
  ' ': () => void editing().then(({ toggleEdit }) => toggleEdit()),
  t: () => void train(),
  Home: () => moveEdit(-1000),
  End: () => moveEdit(1000),
  p: togglePresenter,
  Escape: () =>
    void editing().then(({ stopEdit }) => {
      if (!stopEdit() && view.getState().present) exitPresenter();
    }),
};

function moveEdit(by: number): void {
  void import('../features/edit/state/results').then(({ moveBy }) => {
    moveBy(by);
    released();
  });
}

/** What finds anomalies; its view has fetched it. */
const detector = () => import('../features/detect/state/work');

/** Several keys may come before the first is obeyed: where to is asked then. */
const noiseTo = (to: (t: number) => number): void =>
  void detector().then(({ moveDetectT }) => {
    moveDetectT(to(view.getState().detectT));
    released();
  });

/** Keys of the view where anomalies are found. */
const DETECT_ACTIONS: Record<string, () => void> = {
  ' ': () => void detector().then(({ toggleDetecting }) => toggleDetecting()),
  t: () => void train(),
  Home: () => noiseTo(() => 1),
  End: () => noiseTo(() => 1000),
  p: togglePresenter,
  Escape: () =>
    void detector().then(({ stopDetecting }) => {
      if (!stopDetecting() && view.getState().present) exitPresenter();
    }),
};

function goTo(place: number): void {
  lookAtPlace(place);
  released();
}

const KEYS: Record<Page, { actions: Record<string, () => void>; move?: (by: number) => void }> = {
  timeline: { actions: ACTIONS, move: seekBy },
  schedule: { actions: SCHEDULE_ACTIONS, move: (by) => goTo(view.getState().place + by) },
  generate: { actions: GENERATE_ACTIONS, move: (by) => lookAt(view.getState().gridT - by) },
  train: { actions: TRAIN_ACTIONS },
  edit: { actions: EDIT_ACTIONS, move: moveEdit },
  detect: { actions: DETECT_ACTIONS, move: (by) => noiseTo((t) => t + by) },
  lab: { actions: LAB_ACTIONS, move: (by) => goTo(view.getState().place + by) },
};

/** The page's keys. They do nothing while a dialog is open or a field has the focus. Call once. */
export function connectKeyboard(): void {
  addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.altKey || ownsKeys(event.target, event.key)) return;
    if (event.ctrlKey || event.metaKey) {
      const key = event.key.toLowerCase();
      if (key !== 'z' && key !== 'y') return;
      event.preventDefault();
      if (key === 'y' || event.shiftKey) redo();
      else undo();
      return;
    }
    const { actions, move } = KEYS[view.getState().page];
    const delta = move && travel(event);
    const action = actions[event.key.length === 1 ? event.key.toLowerCase() : event.key] as
      (() => void) | undefined;
    if (delta === undefined && !action) return;
    event.preventDefault();
    if (delta === undefined && event.repeat) return;
    if (delta !== undefined) move?.(delta);
    else action?.();
  });
}
