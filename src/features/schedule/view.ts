import type { View } from '../common/view';
import { scheduleKeys } from './keys';

export const schedule: View = {
  page: 'schedule',
  name: 'Schedule',
  title: 'How fast the signal goes: schedules side by side',
  content: { load: () => import('./ScheduleView') },
  keys: scheduleKeys,
};
