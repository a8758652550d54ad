import { formatCount } from '../diffusion/numbers/formatCount';
/** The words of what several views share and no component shows: notices, and the names that stand in badges. */
export const TEXTS = {
  // The network
  ownNetwork: 'the page’s own network',
  updates: (title: string, count: string): string => `${title}, ${count} updates`,
  noClasses: 'This network knows no classes.',
  onlyClass: (digit: number): string => `This network has learned the ${digit} only.`,
  ownInstead: (fact: string): string => `${fact} The page’s own network is used instead.`,
  networkMissing:
    'The chosen network is not in this browser: it was trained in another one, or its run was removed.',
  networkRemoved: 'The run of the chosen network was removed.',
  networkStays: (fact: string): string => `${fact} The network does not change.`,

  // The picture
  partLost: 'A part of the page could not be loaded. Check the network connection, then try again.',
  pictureUnreadable: 'This picture could not be read. Try another file.',
  pictureStays: (fact: string): string => `${fact} The picture does not change.`,
  noPicture: (name: string): string => `There is no picture “${name}”.`,
  emptySheet: 'The sheet is empty. Draw a digit first, then use it.',
  noFile: 'The browser could not make the file. Try fewer pictures.',

  // The link
  badLink: (problems: string, more: number): string =>
    `Parts of the link were not understood and were left out. ${problems}${more > 0 ? ` And ${formatCount(more)} more.` : ''}`,
  badValue: (param: string, text: string, allowed: string): string =>
    `${param} = "${text}" is not ${allowed}.`,
  badParam: (param: string): string => `"${param}" is not a parameter of this page.`,

  // The lecture
  noChapter: (id: string, all: readonly string[]): string =>
    `There is no chapter “${id}”. This is the first one; the chapters are: ${all.join(', ')}.`,
  noStep: (step: number, title: string, last: number): string =>
    `“${title}” has no step ${step}. This is its last one, step ${last}.`,
  noCourse: (id: string, all: readonly string[]): string =>
    `There is no course “${id}”. The courses are: ${all.join(', ')}.`,

  // The engine
  badBackend: (name: string, allowed: string): string =>
    `backend = "${name}" is not one of ${allowed}. The fastest one here is used.`,
  silent: (seconds: number): readonly [message: string, remedy: string] => [
    `The engine did not answer for ${seconds} seconds and was stopped.`,
    'Start the engine again. Pictures that are already here are kept.',
  ],
  silentTraining: (seconds: number): readonly [message: string, remedy: string] => [
    `The training did not answer for ${seconds} seconds and was stopped.`,
    'Continue from its last copy.',
  ],
  nothingToSave: 'There is nothing to save yet: train a little first.',
  otherTabTrains: 'Another tab of this page uses the stored trainings. Close it to train here.',
  trainingMoved: (backend: string, device: string): string =>
    `The training continues on ${backend} (${device}), with the same numbers.`,
  trainingLost: (update: number, lostUpdates: number): string =>
    `The training continues from update ${update}: ${lostUpdates} updates are computed again.`,
  moved: (backend: string, device: string, why: string): string =>
    `The network now runs on ${backend} (${device}). ${why}`,
  restarts: (fact: string): string => `${fact} The engine starts again; what ran continues or begins again.`,
} as const;
