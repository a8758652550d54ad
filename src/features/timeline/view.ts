import { engine } from '../../state/engine/engine';
import { browser } from '../../state/environment';
import { loadDigits } from '../../state/picture/gallery';
import { takePictureFile } from '../../state/picture/upload';
import { view } from '../../state/link/view';
import type { View } from '../common/view';
import { timelineKeys } from './keys';
import { enter } from './state/actions';
import { playback } from './state/playback';
import { prediction } from './state/prediction';
import { sampling } from './state/sampling';
import { stage } from './state/stage';
import { TimelineView } from './TimelineView';

/**
 * What the page does by itself when it is opened. After the first frame the digit starts to dissolve, unless motion is
 * unwelcome or the link asks for something, and the gallery's digits and the network are fetched.
 */
function openTimeline(): void {
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

export const timeline: View = {
  page: 'timeline',
  name: 'Timeline',
  title: 'x_t from t = 0 to t = 1000 and back',
  content: { component: TimelineView },
  keys: timelineKeys,
  connections: [stage.connect, prediction.connect, sampling.connect],
  onOpen: openTimeline,
  pause: playback.pause,
  files: {
    accepts: () => true,
    take: (file) => {
      // A picture goes forward first; from where the network brings pictures back, that is another path.
      if (view.getState().mode !== 'forward') enter('forward');
      void takePictureFile(file);
    },
  },
};
