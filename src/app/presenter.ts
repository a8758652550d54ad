import { presentation, AT_START } from '../state/presentation';
import { listen } from '../state/listen';
import { patchView, view } from '../state/link/view';
import { viewOf } from './views';

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

/** Shows another scene of the view. @returns whether there is one */
export function moveScene(by: 1 | -1): boolean {
  const scene = presentation.getState().scene + by;
  const isThere = scene >= 0 && scene < (viewOf(view.getState().page).scenes?.length ?? 1);
  if (isThere) presentation.setState({ scene });
  return isThere;
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
      if (page !== before.page || present !== before.present) presentation.setState(AT_START);
    }),
  ];
  return () => stops.forEach((stop) => stop());
}
