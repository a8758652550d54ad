/** Words of the view that the page needs before the view is loaded: apart from texts.ts, so that the first download stays small. */
export const PAGE_TEXTS = {
  name: 'Train',
  title: 'A small network learns in this tab',
  /** What presenter mode shows one at a time. */
  scenes: { training: 'The training', film: 'The training film', bands: 'Loss by noise level' },

  // Keys
  open: 'open Train',
  toggle: 'in Train: start, pause, continue',
  look: 'in the training film and the loss chart: look around',

  // The sign on the tab
  done: 'done',
  stopped: 'stopped',
  progress: (share: string): string => `training, ${share} updates`,
  ended: (how: string): string => `training ${how}`,
} as const;
