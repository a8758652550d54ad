import { isEmbedded } from '../state/link/url';

/** Whether focus and scrolling may be set: in a frame both reach into the page around it, so only once the reader is in there. */
export const isReaderHere = (): boolean => !isEmbedded() || document.hasFocus();

/** Sets the focus on what one plays with in the open view: its first slider, or else the view itself. */
export function focusView(): void {
  const main = document.querySelector<HTMLElement>('main');
  if (!main) return;
  main.tabIndex = -1;
  const sliders = [...main.querySelectorAll<HTMLElement>('input[type=range]')];
  (sliders.find((slider) => slider.checkVisibility()) ?? main).focus();
}

/** The id of the tour's bar. */
export const TOUR_BAR = 'tour';

/** The id of the lecture's bar. */
export const LECTURE_BAR = 'lecture';

/** The id of the exercise's bar. */
export const EXERCISE_BAR = 'exercise';

/** Sets the focus on the tour's bar, once it is shown and the menu that asked for it is closed. */
export function focusTour(): void {
  requestAnimationFrame(() => document.getElementById(TOUR_BAR)?.focus({ preventScroll: true }));
}
