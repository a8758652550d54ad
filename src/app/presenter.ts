import { patchView, view } from '../state/view';

/** Full screen, large type, controls away. Where full screen is refused the rest still happens. */
export function togglePresenter(): void {
  if (view.getState().present) {
    exitPresenter();
    return;
  }
  patchView({ present: true });
  document.documentElement.requestFullscreen().catch(() => undefined);
}

export function exitPresenter(): void {
  patchView({ present: false });
  if (document.fullscreenElement) document.exitFullscreen().catch(() => undefined);
}
