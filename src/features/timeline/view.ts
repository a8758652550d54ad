import { takePictureFile } from '../../state/picture/upload';
import { view } from '../../state/link/view';
import type { View } from '../common/view';
import { timelineKeys } from './keys';
import { followOpenedLinks, openTimeline } from './opening';
import { enter } from './state/actions';
import { planRun } from './state/plan';
import { playback } from './state/playback';
import { prediction } from './state/prediction';
import { sampling } from './state/sampling';
import { stage } from './state/stage';
import { TEXTS } from './texts';
import { TimelineView } from './TimelineView';

export const timeline: View = {
  page: 'timeline',
  name: TEXTS.name,
  title: TEXTS.title,
  scenes: TEXTS.scenes,
  content: { component: TimelineView },
  keys: timelineKeys,
  connections: [stage.connect, prediction.connect, sampling.connect, followOpenedLinks],
  onOpen: openTimeline,
  pause: playback.pause,
  samples: (state) => Promise.resolve([planRun(state) ?? []].flat()),
  files: {
    accepts: () => true,
    take: (file) => {
      // A picture goes forward first; from where the network brings pictures back, that is another path.
      if (view.getState().mode !== 'forward') enter('forward');
      void takePictureFile(file);
    },
  },
};
