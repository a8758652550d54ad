import { engine } from '../../state/engine/engine';
import { playback } from './state/playback';
import { loadDigits } from '../../state/picture/gallery';
import { stage } from './state/stage';
import { browser } from '../../state/environment';
import { view } from '../../state/link/view';

/**
 * What the page does by itself when it is opened. After the first frame the digit starts to dissolve, unless motion is
 * unwelcome or the link asks for something, and the gallery's digits and the network are fetched.
 */
export function openTimeline(): void {
  const isBare = location.search === '' || /^\?backend=\w+$/.test(location.search);
  let painted = false;
  const stop = stage.onChange(() => {
    if (painted) return;
    painted = true;
    performance.mark('first-frame');
    setTimeout(() => {
      stop();
      if (isBare && !browser.isMotionReduced() && view.getState().t === 0) playback.play(1);
      loadDigits('train', 1000);
      engine().catch(() => undefined);
    });
  });
}
