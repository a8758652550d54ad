import { presentation, AT_START } from '../state/presentation';
import { reaches } from '../state/level';
import { listen } from '../state/listen';
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

/** The scenes of the open view at the level of the page, by their numbers. */
export function shownScenes(): readonly { readonly at: number; readonly title: string }[] {
  const { page, level } = view.getState();
  const scenes = viewOf(page).scenes ?? [];
  return scenes.flatMap((scene, at) => {
    if (typeof scene === 'string') return [{ at, title: scene }];
    return reaches(level, scene.level) ? [{ at, title: scene.title }] : [];
  });
}

/** Shows another scene of the view. @returns whether there is one */
export function moveScene(by: 1 | -1): boolean {
  const numbers = shownScenes().map(({ at }) => at);
  const index = Math.max(0, numbers.indexOf(presentation.getState().scene)) + by;
  if (!(index in numbers)) return false;
  presentation.setState({ scene: numbers[index] });
  return true;
}

/** Whether no panel of the view comes before the shown one. */
export const isFirstScene = (): boolean => presentation.getState().scene <= (shownScenes()[0]?.at ?? 0);

/** Shows the next panel or the one before; beyond the ends of a view those of the views beside it. */
export function turnPanel(by: 1 | -1): void {
  if (moveScene(by)) return;
  const tabs = VIEWS.filter(({ isHidden }) => !isHidden);
  const open = tabs.findIndex(({ page }) => page === view.getState().page);
  const next = tabs.find((_, index) => index === open + by);
  if (!next) return;
  patchView({ page: next.page });
  if (by < 0) presentation.setState({ scene: shownScenes().at(-1)?.at ?? 0 });
}

export const toggleBlank = (): void => presentation.setState(({ isBlank }) => ({ isBlank: !isBlank }));
export const togglePointer = (): void =>
  presentation.setState(({ hasPointer }) => ({ hasPointer: !hasPointer }));

/** The browser's own way out of full screen leaves presenter mode too; another view begins with its first scene. */
export function connectPresenter(): () => void {
  const leave = (): void => {
    if (!document.fullscreenElement && view.getState().present) patchView({ present: false });
  };
  const stops = [
    listen('fullscreenchange', leave, document),
    view.subscribe(({ page, present }, before) => {
      if (present !== before.present) presentation.setState(AT_START);
      else if (page !== before.page) presentation.setState({ scene: 0 });
    }),
  ];
  return () => stops.forEach((stop) => stop());
}
