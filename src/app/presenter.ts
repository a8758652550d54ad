import { patchView, view } from '../state/link/view';

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

/** The browser's own way out of full screen leaves presenter mode too. */
export function connectPresenter(): void {
  document.addEventListener('fullscreenchange', () => {
    if (!document.fullscreenElement && view.getState().present) patchView({ present: false });
  });
}
