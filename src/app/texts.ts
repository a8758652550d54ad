import { formatCount } from '../diffusion/numbers/formatCount';
import { fixed } from '../diffusion/numbers/formatNumber';

/** The words of the page around its views; those of the tour stand in tour/stops.ts, those of each view in its own texts. */
export const TEXTS = {
  page: 'Thousand Steps',

  // Header and menu
  skip: 'Skip to the slider',
  whole: 'Thousand Steps: the whole page, in a new tab',
  views: 'Views',
  viewIs: (name: string): string => `View: ${name}`,
  actions: 'Page',
  undo: 'Undo',
  undoTitle: 'Undo (Ctrl Z)',
  redo: 'Redo',
  redoTitle: 'Redo (Ctrl Shift Z)',
  reset: 'Reset',
  resetTitle: 'Set everything back to the start (you can undo this)',
  copyLink: 'Copy link',
  copyLinkTitle: 'Copy a link to exactly this',
  present: 'Present',
  presentTitle: 'Presenter mode',
  leave: 'Leave',
  leaveTitle: 'Leave presenter mode',
  menu: 'Menu',
  levelHeading: 'How much is shown',
  level: 'Level',
  lightTheme: 'Light theme',
  darkTheme: 'Dark theme',
  tour: 'Take the tour',
  lecture: 'Lecture',
  glossary: 'Glossary',
  keys: 'Keys',
  about: 'About',

  // Notices
  dismiss: 'Dismiss',
  linkCopied: 'Link copied. It opens exactly what is on the screen.',
  linkNotCopied: (address: string): string =>
    `The browser did not allow copying. This is the link: ${address}`,
  undone: (what: string): string => `Undone${what}.`,
  redone: (what: string): string => `Redone${what}.`,
  here: (changes: string): string => `: ${changes}`,
  inView: (name: string, changes: string): string => ` in ${name}: ${changes}`,
  changed: (name: string, before: string, after: string): string => `${name} ${before} → ${after}`.trim(),
  switched: (name: string, isOn: boolean): string => `${name} ${isOn ? 'on' : 'off'}`,
  more: (count: number): string => `${count} more`,

  // What went wrong
  partMissing: 'A part of the page could not be loaded. Check the network connection, then try again.',
  stillOffline: 'There is still no connection. The other views work.',
  viewFailed: 'This view could not be shown',
  othersWork: 'The other views work, and what was trained is kept.',
  tryAgain: 'Try again',
  pageFailed: 'The page has stopped',
  reloadIt: 'Reload it: the address keeps what was on the screen.',
  reload: 'Reload',
  reloadPage: 'Reload the page',

  // The keys that act in every view
  singleKeys: 'Keys of one character act by themselves',
  keyRows: {
    arrows: 't by 1',
    shiftArrows: 't by 10',
    pageKeys: '100 steps on, or back: on is towards noise, in Reverse towards the digit',
    views: 'the views, in the order of the header',
    present:
      'presenter mode; in it a clicker’s keys move t by 100, show an answer, start what a panel waits for, then lead to the next panel and view',
    nextPanel: 'presenter mode: next, previous panel; in a lecture Shift N only',
    blank: 'presenter mode, lecture: black screen',
    pointer: 'presenter mode: a pointer that follows the mouse',
    undo: 'undo, redo',
    escape: 'stop playing or the run; leave presenter mode; close',
  },
  blankScreen: 'Black screen; B shows the page again',

  // The tour
  tourName: 'Tour',
  stop: (number: number, of: number, title: string): string => `${number} of ${of} · ${title}`,
  stopDone: 'done',
  back: 'Back',
  next: 'Next',
  finish: 'Finish',
  leaveTour: 'Leave the tour',
  away: 'Look around as long as you like. The tour waits here.',
  backToTour: 'Back to the tour',
  end: {
    title: 'That was the tour',
    text: 'Everything on the page can be changed now, and “?” explains each word. Next, the view Lab shows what happens when a step of the method is left out.',
  },
  closeTour: 'Close',
} as const;

const millions = (value: number, decimals: number): string => fixed(value / 1e6, decimals);

/** The badge that says what computes, and its dialog. The dialog’s texts have the markup of common/Rich. */
export const BADGE = {
  looking: 'looking for a GPU …',
  downloading: (percent: number): string => `network ${percent} %`,
  preparing: 'preparing …',
  compiling: (percent: number): string => `shaders ${percent} %`,
  ready: (backend: string, device: string): string => `${backend} · ${device}`,
  failed: 'network not running',

  title: 'What computes here',
  tryAgain: 'Try again',
  notYet: 'Adding noise needs no network and works already. Only what the network draws has to wait.',
  // Names come from outside: they stand between the parts, without markup.
  runsOn: 'The network runs on ',
  check: (ms: number): string =>
    ` in this tab. Its start-up check, a small computation whose result is known, took ${fixed(ms, 1)} ms and came out right.`,
  trained: ['The Timeline uses ', ', trained in this browser'],
  trainedSize: (parameters: number, macs: number, size: number): string =>
    `: ${formatCount(parameters)} parameters, ${millions(macs, 1)} million multiplications for one picture of ${size} × ${size}`,
  shipped: (parameters: number, macs: number, bytes: number, hash: string): string =>
    `The page’s own network (pretrained): ${formatCount(parameters)} parameters, ${millions(macs, 0)} million multiplications for one picture; ${millions(bytes, 1)} MB, SHA-256 \`${hash}…\`, checked on arrival.`,
  other: 'Another backend: add `?backend=webgpu`, `webgl`, `wasm` or `cpu` to the address.',
} as const;

/** The panel of `?perf`. */
export const PERF = {
  title: 'Performance',
  notReady: 'not ready',
  backend: 'Backend',
  device: 'Device',
  steps: 'Steps',
  stepsAndSamples: (steps: string, samples: string): string => `${steps}, samples at once: ${samples}`,
  step: 'A step',
  milliseconds: (value: string): string => `${value} ms`,
  byTfjs: ['Computed by', 'tfjs’s operations, which are not counted'],
  dispatches: 'Dispatches a step',
  submits: 'Submits',
  onDevice: 'On the device',
  megabytes: (value: string): string => `${value} MB`,
  arithmetic: 'Arithmetic',
  gigaflops: (value: string): string => `${value} GFLOP/s`,
  ofLimit: 'Of the limit',
  percent: (value: string): string => `${value} %`,
  kernels: (ms: string): string => `${ms} ms a step on the device’s clock`,
  empty: 'Let the network draw: the cost is shown here then.',
} as const;

/** What DDPM is, whose ideas these are, and where network and digits come from. With the markup of common/Rich. */
export const ABOUT = {
  title: 'About Thousand Steps',
  forward: [
    'A **denoising diffusion probabilistic model** (DDPM) learns to make pictures by learning to remove noise. In the forward direction a picture is mixed with Gaussian noise in a thousand small steps, until almost nothing of it is left. This needs no learning, and there is a formula for every step:',
  ],
  formula: String.raw`q(x_t \mid x_0) = \mathcal N\big(\htmlClass{signal}{\sqrt{\bar\alpha_t}}\,x_0,\ \htmlClass{noise}{(1-\bar\alpha_t)}\,I\big)`,
  reverse: [
    'In the reverse direction a network gets a noisy picture and t, and estimates the noise in it. A small part of this noise is removed, a little fresh noise is added, and the network is asked again. After a thousand steps there is a digit that nobody wrote.',
    '[The glossary](?view=glossary) explains every word in two sentences, with a place on this page that shows it. It can be printed.',
  ],
  offline: 'Offline',
  sections: (training: string) => [
    {
      heading: 'The promise',
      parts: [
        'Nothing on the screen is faked. Each panel says whether it is *live* (computed now, by the network named), *exact* (computed from a formula) or *stored* (read from a file). Nothing leaves your device.',
      ],
    },
    {
      heading: 'The network',
      parts: [
        `A U-Net with 0.94 million parameters, trained on the 60,000 MNIST training digits${training}. It predicts the velocity v of Salimans & Ho; the noise and the guess of the digit follow from v and x. Its [model card](./models/shipped.card.json) has the held-out loss, the quality figures with those of real digits beside them, and there is a [sheet of samples](./models/shipped-samples.png).`,
      ],
    },
    {
      heading: 'The digits',
      parts: [
        'MNIST, by Yann LeCun, Corinna Cortes and Christopher J. C. Burges, commonly stated to be under CC BY-SA 3.0. A digit is named by its place in the data set, counted from 0: *MNIST train #7*.',
      ],
    },
    {
      heading: 'Read on',
      parts: [
        [
          'J. Ho, A. Jain, P. Abbeel: *Denoising Diffusion Probabilistic Models*, NeurIPS 2020 ([arXiv 2006.11239](https://arxiv.org/abs/2006.11239)).',
          'C. F. Higham, D. J. Higham, P. Grindrod: *Diffusion Models for Generative Artificial Intelligence: An Introduction for Applied Mathematicians*, SIAM Review 2025 ([arXiv 2312.14977](https://arxiv.org/abs/2312.14977)).',
          'J. Song, C. Meng, S. Ermon: *Denoising Diffusion Implicit Models*, ICLR 2021 ([arXiv 2010.02502](https://arxiv.org/abs/2010.02502)).',
          'The settings follow a small example that many have met: a README with a *ddpm.py*, which trains a U-Net on MNIST under the linear schedule from 0.0001 to 0.02 in 1,000 steps. The Lab compares its formulas, right and wrong.',
        ],
      ],
    },
  ],
  training: (updates: number, seed: string): string => ` for ${formatCount(updates)} updates (seed ${seed})`,
} as const;
