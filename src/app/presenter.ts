import { presentation, AT_START } from '../state/presentation';
import { reaches } from '../state/level';
import { listen } from '../state/listen';
import { correct, endGesture } from '../state/link/url';
import { patchView, view } from '../state/link/view';
import { viewOf, VIEWS } from './views';

/** Full screen, large type, controls away. Where full screen is refused the rest still happens. */
export function togglePresenter(): void {
  if (view.getState().present) {
    exitPresenter();
    return;
  }
  patchView({ present: true });
  if (document.fullscreenEnabled) document.documentElement.requestFullscreen().catch(() => undefined);
}

export function exitPresenter(): void {
  patchView({ present: false });
  if (document.fullscreenElement) document.exitFullscreen().catch(() => undefined);
}

interface NumberedScene {
  readonly at: number;
  readonly title: string;
  readonly isFilled: boolean;
}

/** The scenes of the open view at the level of the page, by their numbers. */
function scenesAtLevel(): readonly NumberedScene[] {
  const { page, level } = view.getState();
  const scenes = viewOf(page).scenes ?? [];
  return scenes.flatMap((scene, at) => {
    if (typeof scene === 'string') return [{ at, title: scene, isFilled: true }];
    if (!reaches(level, scene.level)) return [];
    return [{ at, title: scene.title, isFilled: scene.filled?.getState() !== false }];
  });
}

/** Calls the listener when a scene of any view gets something to show, or loses it. Returns a function that stops it. */
export function onFilled(listener: () => void): () => void {
  const stores = VIEWS.flatMap(({ scenes = [] }) => scenes).flatMap((scene) =>
    typeof scene === 'string' ? [] : (scene.filled ?? []),
  );
  const stops = stores.map((store) => store.subscribe(listener));
  return () => stops.forEach((stop) => stop());
}

/** The scenes that a clicker leads through: those that have something to show, and the one that is open. */
export const shownScenes = (): readonly NumberedScene[] =>
  scenesAtLevel().filter(({ at, isFilled }) => isFilled || at === view.getState().scene);

function showScene(scene: number): void {
  patchView({ scene });
  endGesture();
}

/** Shows another scene of the view. @returns whether there is one */
export function moveScene(by: 1 | -1): boolean {
  const numbers = shownScenes().map(({ at }) => at);
  const index = Math.max(0, numbers.indexOf(view.getState().scene)) + by;
  if (!(index in numbers)) return false;
  showScene(numbers[index]);
  return true;
}

/** Whether no panel of the view comes before the shown one. */
export const isFirstScene = (): boolean => view.getState().scene <= (shownScenes()[0]?.at ?? 0);

/** Shows the nearest scene where a link or a level names one that is not there. */
function correctScene(): void {
  const { present, scene } = view.getState();
  const numbers = present ? scenesAtLevel().map(({ at }) => at) : [];
  if (numbers.length === 0 || numbers.includes(scene)) return;
  const [nearest] = [...numbers].sort((a, b) => Math.abs(a - scene) - Math.abs(b - scene));
  correct({ scene: nearest });
  endGesture();
}

/** Shows the next panel or the one before; beyond the ends those of the parts, and of the views, beside it. */
export function turnPanel(by: 1 | -1): void {
  if (moveScene(by)) return;
  const { page } = view.getState();
  const tabs = VIEWS.filter(({ isHidden }) => !isHidden);
  const next = tabs.find((_, index) => index === tabs.findIndex((tab) => tab.page === page) + by);
  if (viewOf(page).turnPart?.(by)) viewOf(page).keys.restart?.();
  else if (next) patchView({ page: next.page });
  else return;
  showScene(by < 0 ? (shownScenes().at(-1)?.at ?? 0) : 0);
}

export const toggleBlank = (): void => presentation.setState(({ isBlank }) => ({ isBlank: !isBlank }));
export const togglePointer = (): void =>
  presentation.setState(({ hasPointer }) => ({ hasPointer: !hasPointer }));

/** The browser's own way out of full screen leaves presenter mode too; what a link names wrongly is corrected. */
export function connectPresenter(): () => void {
  const leave = (): void => {
    if (!document.fullscreenElement && view.getState().present) patchView({ present: false });
  };
  const stops = [
    listen('fullscreenchange', leave, document),
    view.subscribe(({ present, page, place, chapter }, before) => {
      if (present !== before.present || (chapter === '') !== (before.chapter === ''))
        presentation.setState(AT_START);
      // A link or the browser's Back may name a place of its own.
      if (present && page !== before.page && place === before.place) viewOf(page).keys.restart?.();
      correctScene();
    }),
  ];
  correctScene();
  return () => stops.forEach((stop) => stop());
}
