import { createStore } from 'zustand/vanilla';
import type { Environment } from './environment';
import type { Page, ViewState } from './link/fields/table';
import { endGesture } from './link/url';
import { view } from './link/view';

/** Thousandths of the way in a second. */
const SPEED = 125;
const END = 1000;

/** What moves by itself. */
interface Walked {
  readonly page: Page;
  /** A field of 0 ... 1000. */
  readonly field: 'place' | 'planeT';
  /** Which way it moves; read when it starts. */
  readonly direction?: (state: ViewState) => 1 | -1;
}

/** Moves a slider by itself, from its start where it stands at its end. Moving it elsewhere stops the walk. */
export function createWalk(
  { page, field, direction = () => 1 }: Walked,
  { clock }: Pick<Environment, 'clock'>,
) {
  /** Whether the slider is moving. */
  const store = createStore<boolean>(() => false);
  let frame = 0;

  function start(): void {
    const started = clock.now();
    const by = direction(view.getState());
    const end = by > 0 ? END : 0;
    const stands = view.getState()[field];
    const from = stands === end ? END - end : stands;
    let last = from;
    const step = (now: number): void => {
      const state = view.getState();
      if (state.page !== page || state[field] !== last) {
        stop();
        return;
      }
      const moved = Math.round(from + (by * SPEED * (now - started)) / 1000);
      last = Math.min(END, Math.max(0, moved));
      view.setState({ [field]: last });
      if (last !== end) frame = requestAnimationFrame(step);
      else stop();
    };
    store.setState(true, true);
    view.setState({ [field]: from });
    frame = requestAnimationFrame(step);
  }

  /** Stops; the link follows to where the slider stands. @returns whether it was moving */
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
