import { engine } from '../../state/engine/engine';
import { play } from './state/playback';
import { loadDigits } from '../../state/picture/gallery';
import { onStage } from './state/stage';
import { view } from '../../state/link/view';

/**
 * What a cold load does by itself: the digit starts to dissolve (where motion is welcome and the link asks for nothing
 * else), and once that is on the screen the digits of the gallery and the network are fetched.
 */
export function openTimeline(): void {
  const bare = location.search === '' || /^\?backend=\w+$/.test(location.search);
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  let painted = false;
  const stop = onStage(() => {
    if (painted) return;
    painted = true;
    performance.mark('first-frame');
    setTimeout(() => {
      stop();
      if (bare && !still && view.getState().t === 0) play(1);
      loadDigits('train', 1000);
      engine().catch(() => undefined);
    });
  });
}
