import { createStore } from 'zustand/vanilla';
import { released } from '../../../state/link/url';
import { view } from '../../../state/link/view';

/** Whether the place moves by itself. */
export const walking = createStore<boolean>(() => false);

/** Thousandths of the way in a second. */
const SPEED = 125;

/** Lets the place walk to the end, from the start where it is there already; or stops it. Whoever moves the place stops it, too. */
export function toggleWalk(): void {
  if (walking.getState()) {
    walking.setState(false, true);
    return;
  }
  walking.setState(true, true);
  const from = view.getState().place % 1000;
  const started = performance.now();
  let last = from;
  view.setState({ place: from });
  const step = (now: number): void => {
    const { page, place } = view.getState();
    if (!walking.getState() || page !== 'schedule' || place !== last) {
      stopWalk();
      return;
    }
    last = Math.min(1000, Math.round(from + (SPEED * (now - started)) / 1000));
    view.setState({ place: last });
    if (last < 1000) requestAnimationFrame(step);
    else stopWalk();
  };
  requestAnimationFrame(step);
}

/** Stops it; the link is that of where it stands. */
function stopWalk(): void {
  walking.setState(false, true);
  released();
}
