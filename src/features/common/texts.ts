import { formatCount } from '../../diffusion/numbers/formatCount';
import type { Level } from '../../state/link/fieldKinds';

/** A t in words; the level of pictures has no symbol for it. */
export const tInWords = (t: number, level: Level): string =>
  level === 'picture' ? `noise step ${t}` : `t = ${t}`;

/** The words of what several views show, but for the glossary (glossary.ts). */
export const TEXTS = {
  cancel: 'Cancel',

  // The "?" beside a term
  whatIs: (term: string): string => `What is ${term}?`,

  // Settings
  changed: 'changed',
  changedTitle:
    'Shown because it does not have its usual value. The level “All switches” shows every setting.',
  anotherSeed: 'Another seed',

  // The digit x0
  source: 'The digit x0',
  aDigit: (label: number, name: string): string => `A ${label}: ${name}`,
  mnist: (source: string): string => `MNIST ${source.replace('.', ' #')}`,
  moreDigits: 'More digits',
  moreDigitsTitle: 'All digits of MNIST, by class',
  draw: 'Draw',
  drawTitle: 'Draw your own',
  upload: 'Upload',
  uploadTitle: 'A picture from this device: choose, paste or drop it',
  pictureFile: 'Picture file',
  noisyPictureFile: 'Noisy picture file',

  // All digits
  gallery: 'MNIST',
  split: 'Split',
  splits: {
    train: { label: 'Training digits', title: 'The network learned from these' },
    test: { label: 'Test digits', title: 'The network has never seen these' },
  },
  classOfDigits: 'Class of digits',
  showMore: (count: number): string => `Show more of ${formatCount(count)}`,
  allLoaded: 'All digits are loaded.',
  loadFirst: (count: number, size: string): string => `Load the first ${formatCount(count)} (${size})`,
  loadAll: (count: number, size: string): string => `Load all ${formatCount(count)} (${size})`,
  loadedOf: (loaded: string, total: string): string => `${loaded} of ${total}`,
  digitsDownload: 'Download of digits',

  // The drawing pad
  drawDigit: 'Draw a digit',
  useDigit: 'Use this digit',
  tool: 'Tool',
  tools: { pen: 'Pen', eraser: 'Eraser' },
  undo: 'Undo',
  undoTitle: 'Undo the last stroke (Ctrl Z)',
  clear: 'Clear',
  sheet: 'Drawing sheet',
  drawing: 'Your drawing',
  byKeys: 'With the keyboard: arrows move, Space puts the pen down and lifts it. ',
  byFinger: 'Draw with a finger or a pen. ',
  digitCentred: 'The digit is centred as MNIST’s digits are.',
  drawingCentred: 'The drawing is centred as MNIST’s digits are.',
  field: (label: string, tool: string, column: number, row: number, isDown: boolean): string =>
    `${label}, 28 by 28 cells. Arrows move the cursor, Space puts the ${tool} down and lifts it. Column ${column}, row ${row}, ${tool} ${isDown ? 'down' : 'up'}.`,

  // The network
  network: 'Network',
  networkTitle:
    'The network that draws: the page’s own network, which is already trained (pretrained), or one that was trained in this browser',
  updates: (count: number): string => `${formatCount(count)} updates`,
  runAt: (name: string, updates: string): string => `${name} · ${updates}`,
  trainedFor: 'Trained for',
  trainedForTitle: 'The weights as they were after so many updates',
  newest: (updates: string): string => `${updates}, newest`,
  smallPictures: (size: number): string => `${size} × ${size} pixels: each is the mean of 2 × 2 pixels`,

  // What the engine does before it can run anything
  engine: {
    waiting: 'The network loads in a moment.',
    probing: 'Looking for the fastest way to compute …',
    downloading: 'Downloading the network …',
    downloadingOf: (loaded: string, total: string): string =>
      `Downloading the network: ${loaded} of ${total} …`,
    preparing: 'Preparing the network on the device …',
    compiling: (done: number, of: number): string => `Compiling shaders: ${done} of ${of} …`,
    ready: 'The network is ready.',
  },
  briefEngine: {
    waiting: 'network loads …',
    probing: 'looking for a GPU …',
    downloading: 'network loads …',
    downloadingOf: (loaded: string, total: string): string => `network: ${loaded} of ${total}`,
    preparing: 'preparing …',
    compiling: (done: number, of: number): string => `shaders: ${done} of ${of}`,
    ready: '',
  },

  // A run
  oneStep:
    'One step is one guess: the mean of all digits that fit the noise, and that is a blur. With more steps the network looks again.',
  running: 'Running the network …',
  progress: (step: number, steps: number, rate: string, left: string): string =>
    `Step ${Math.floor(step)} of ${steps} · ${Math.round((100 * step) / steps)} % · ${rate} steps/s · ${left} left`,
  briefProgress: (step: number, steps: number, left: string): string =>
    `${Math.floor(step)} of ${steps} · ${left} left`,
  percent: (percent: number): string => `${percent} %`,
  rate: (value: string, unit: string): string => `${value} ${unit}/s`,
  left: (time: string): string => `${time} left`,

  // A figure that an exercise asks for
  hidden: '?',
  hiddenTitle: 'Hidden while an exercise asks for it',
} as const;
