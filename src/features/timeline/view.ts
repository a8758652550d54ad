import { takePictureFile } from '../../state/picture/upload';
import { view } from '../../state/link/view';
import type { View } from '../common/view';
import { timelineKeys } from './keys';
import { openTimeline } from './opening';
import { enter } from './state/path';
import { playback } from './state/playback';
import { prediction } from './state/prediction';
import { sampling } from './state/sampling';
import { stage } from './state/stage';
import { TimelineView } from './TimelineView';

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
