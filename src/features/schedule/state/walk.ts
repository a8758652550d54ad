import { createStore } from 'zustand/vanilla';
import { browser, type Environment } from '../../../state/environment';
import { endGesture } from '../../../state/link/url';
import { view } from '../../../state/link/view';

/** Thousandths of the way in a second. */
const SPEED = 125;
const END = 1000;

/** Moves the place by itself, from the start where it stands at the end. Moving the place elsewhere stops the walk. */
export function createWalk({ clock }: Pick<Environment, 'clock'>) {
  /** Whether the place is moving. */
  const store = createStore<boolean>(() => false);
  let frame = 0;

  function start(): void {
    const started = clock.now();
    const from = view.getState().place % END;
    let last = from;
    const step = (now: number): void => {
      const { page, place } = view.getState();
      if (page !== 'schedule' || place !== last) {
        stop();
        return;
      }
      last = Math.min(END, Math.round(from + (SPEED * (now - started)) / 1000));
      view.setState({ place: last });
      if (last < END) frame = requestAnimationFrame(step);
      else stop();
    };
    store.setState(true, true);
    view.setState({ place: from });
    frame = requestAnimationFrame(step);
  }

  /** Stops; the link follows to where the place stands. @returns whether it was moving */
  function stop(): boolean {
    const isWalking = store.getState();
    cancelAnimationFrame(frame);
    store.setState(false, true);
    if (isWalking) endGesture();
    return isWalking;
  }

  return {
    store,
    stop,
    toggle: (): void => {
      if (!stop()) start();
    },
  };
}

export const walk = createWalk(browser);
