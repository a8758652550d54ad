import { engine } from '../../state/engine/pageEngine';
import { playback } from './state/playback';
import { loadDigits } from '../../state/picture/gallery';
import { stage } from './state/stage';
import { browser } from '../../state/environment';
import { isOpenedBare, onLinkOpened } from '../../state/link/url';
import { lastT, view } from '../../state/link/view';
import { sampling } from './state/sampling';
import { startFollowing } from '../../state/samples/following';

/** Where the digit is half gone: one still sees it, and the noise. */
const HALF_GONE = 280;

/**
 * What the page does by itself when it is opened. After the first frame the digit dissolves until it is half gone, unless the link
 * asks for something; where motion is unwelcome it is half gone at once. The gallery's digits and the network are fetched.
 */
export function openTimeline(): void {
  const load = (): void => {
    loadDigits('train', 1000);
    engine().catch(() => undefined);
  };
  if (view.getState().page !== 'timeline') {
    load();
    return;
  }
  const isBare = isOpenedBare();
  let painted = false;
  const stop = stage.onChange(() => {
    if (painted) return;
    painted = true;
    performance.mark('first-frame');
    setTimeout(() => {
      stop();
      if (isBare && view.getState().t === 0) {
        if (browser.isMotionReduced()) playback.goTo(HALF_GONE);
        else playback.play(1, HALF_GONE);
      }
      load();
    });
  });
}

/**
 * A link to a run that names no t shows the run from its start, and the slider follows it; one that is in memory is
 * shown at its end. Returns a function that stops this.
 */
export function followOpenedLinks(): () => void {
  const follow = (): void => {
    const state = view.getState();
    if (state.mode === 'forward' || state.t !== lastT(state)) return;
    const { run } = sampling.store.getState();
    if (run?.complete) playback.goTo(0);
    else startFollowing();
  };
  follow();
  return onLinkOpened(follow);
}
