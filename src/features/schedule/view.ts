import type { View } from '../common/view';
import { scheduleKeys } from './keys';
import { TEXTS } from './texts';

export const schedule: View = {
  page: 'schedule',
  name: TEXTS.name,
  title: TEXTS.title,
  scenes: TEXTS.scenes,
  content: { load: () => import('./ScheduleView') },
  keys: scheduleKeys,
};
