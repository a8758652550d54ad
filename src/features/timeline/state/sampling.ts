import { debounce } from '../../../state/debounce';
import { browser, type Environment } from '../../../state/environment';
import { endGesture } from '../../../state/link/url';
import { lastT, setT, view } from '../../../state/link/view';
import { network } from '../../../state/network/network';
import { source } from '../../../state/picture/source';
import { following, startFollowing, stopFollowing } from '../../../state/samples/following';
import { Sheet, type SheetState } from '../../../state/samples/sheet';
import { planOf, runKey } from './plan';

/** How long settings have to rest before a run starts, ms. */
const SETTLE_MS = 200;

/** The slider follows the newest state of a run, until the run is done or somebody takes the slider. */
function moveSlider({ run, filled, status }: SheetState, previous: SheetState): void {
  const isFollowing = following.getState().on;
  if (isFollowing && run && run === previous.run && filled !== previous.filled) setT(run.times[filled - 1]);
  if (status.kind !== 'done' || status === previous.status) return;
  stopFollowing();
  if (isFollowing) endGesture();
}

/** The network's way back: the run on the stage, with every state that it has left behind. */
export function createSampling(environment: Environment, sheet = new Sheet(environment)) {
  const { store } = sheet;
  const settling = debounce(environment.clock, SETTLE_MS, () => void sheet.start());
  /** Whether a run was stopped because another page was opened. */
  let isPaused = false;

  /** Stops the run; the states that are there stay and scrub. */
  function stop(): void {
    settling.cancel();
    sheet.cancel();
  }

  function resume(): void {
    settling.cancel();
    if (sheet.missing) void sheet.start();
    if (!sheet.missing) stopFollowing();
  }

  /** Keeps the run in step with the view. */
  function follow(): void {
    const state = view.getState();
    // The engine is for the page that is looked at.
    if (state.page !== 'timeline') {
      isPaused ||= sheet.busy;
      stop();
      return;
    }
    const wasPaused = isPaused;
    isPaused = false;
    const key = runKey(state);
    const { plan, run } = store.getState();
    if (key === plan?.name) {
      if (wasPaused) resume();
      return;
    }
    settling.cancel();
    sheet.show(key === undefined ? null : planOf(state, key));
    if (state.mode === 'forward') stopFollowing();
    else if (key !== undefined && !sheet.missing) {
      if (following.getState().on) setT(0);
      stopFollowing();
    } else {
      const isAtAnEnd = state.t === 0 || state.t === lastT(state);
      if (isAtAnEnd && run) startFollowing();
      sheet.expect();
      if (key !== undefined) settling.restart();
    }
  }

  return {
    store,

    isBusy: () => sheet.busy,

    /** Computes the run anew; the slider follows it down. */
    runAgain: (): void => {
      stop();
      startFollowing();
      setT(lastT(view.getState()));
      void sheet.start({ anew: true });
    },

    /** Resumes a run that has failed; one that starts from given pictures at t < 1000 begins again. */
    tryAgain: resume,

    /** Stops the run and leaves the slider where it is. */
    cancel: (): void => {
      stop();
      stopFollowing();
    },

    /** Keeps the run in step with the view: from memory, or else computed. @returns a function that stops it */
    connect: (): (() => void) => {
      follow();
      const stops = [view, source, network].map((each) => each.subscribe(follow));
      stops.push(store.subscribe(moveSlider), stop);
      // Back restores a t of its own, which must not be carried to the end of a run: so before the address is read.
      addEventListener('popstate', stopFollowing, { capture: true });
      return () => {
        stops.forEach((end) => end());
        removeEventListener('popstate', stopFollowing, { capture: true });
      };
    },
  };
}

export const sampling = createSampling(browser);
