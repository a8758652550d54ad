import type { ViewState } from '../../state/link/fields/table';

/** All words of the view, but those of its tab (pageTexts.ts). In cards `$...$` is TeX, `**...**` bold, and `[...]` a paper. */
export const TEXTS = {
  // Before anything has been trained
  invitation: 'What will happen',
  heading: 'Teach a network to draw digits',
  story: (updates: string, batch: string): string =>
    `It starts with random weights. In each of ${updates} updates it sees ${batch} `,
  storyDigits: 'handwritten digits',
  storyClass: {
    only: (digit: number): string => ` (only ${digit}s)`,
    allBut: (digit: number): string => ` (no ${digit}s)`,
  },
  storyEnd: ' mixed with noise, and learns to find the noise. The same ten noises slowly become digits.',

  // How long it takes
  forecast: {
    measured: (time: string): string => `Takes about ${time} on this device, as fast as last time.`,
    estimated: (time: string): string =>
      `Takes about ${time} on this device: an estimate from a short test of its speed.`,
    estimating: 'Testing how long this takes on this device …',
    unknown: 'The time it takes is shown after the first updates.',
  },
  staysHere: 'Nothing leaves this device.',

  // Start and pause
  controls: 'The training',
  main: {
    none: 'Train',
    starting: 'Starting …',
    running: 'Pause',
    pausing: 'Pausing …',
    paused: 'Continue',
    failed: 'Continue',
  },
  more: (updates: number): string => `${updates} more`,
  mainTitle: 'Start, pause, continue (Space)',
  fresh: 'New',
  freshTitle: 'Stop, and clear the view for another training. This one stays in the list of runs.',
  changed: (settings: string): string => `Changed: ${settings}.`,
  changedMeans: ' This needs a new training. The one on the screen continues with its own settings.',
  restart: 'Train again with them',
  keepSettings: 'Undo the changes',

  // How the training stands
  loadingDigits: (loaded: string, total: string): string => `Loading the digits: ${loaded} of ${total} MB`,
  preparing: 'Preparing the network and the device: a few seconds …',
  testing: 'Testing on unseen digits …',
  running: (device: string): string => `Training on ${device}.`,
  thisDevice: 'this device',
  pausing: 'Finishing the current update …',
  paused: 'Paused.',
  done: 'The training is done.',
  starting: 'Starting',
  safeUpTo: (update: string): string => `Everything up to update ${update} is safe.`,
  halfRate: 'Continue with half the learning rate',
  saved: (update: string, time: string): string =>
    `Saved in this browser: update ${update}, checked at ${time}.`,
  notSaved: 'Not saved.',
  saveAsFile: 'Save it as a file now',

  // Figures
  figures: {
    updates: (goal: string): string => `of ${goal} updates`,
    heldOut: 'held-out loss',
    digits: 'digits seen',
    rate: 'updates a second',
    spent: 'training time',
    spentTitle: 'Time spent in updates. Pauses, and time in which the computer slept, do not count.',
    left: 'left',
    progress: 'Updates done, of all updates',
  },

  // Settings
  settings: 'Settings of the training',
  liveSettings: 'Can change while it trains',
  liveSettingsLater: 'For the new training',
  startSettings: 'Need a new training',
  differs: 'Changed: needs a new training.',
  proposed: 'Chosen because this device has a working GPU.',
  saveFile: 'Save file',
  openFile: 'Open file',
  fileAbout:
    'A safetensors file with the weights and everything needed to continue, here or with the command line.',

  // The chart of losses
  loss: 'Loss: mean',
  lossInWords: 'How wrong the network is',
  lossAbout:
    'The mean squared difference between the noise and the network’s guess of it, over pixels, pictures and $t$: $\\mathbb{E}\\,\\lVert\\varepsilon - \\hat\\varepsilon(x_t, t)\\rVert^2$, the $L_{\\mathrm{simple}}$ of [Ho et al. 2020]. It falls as the network learns, but never to 0: where there is little noise, nobody can tell it from the digit.',
  presentedStart: 'Space or Page Down starts the training.',
  heldOutLine: 'averaged weights on test digits',
  noGuess: { label: 'always guesses no noise', plain: 'no guess at all' },
  noGuessWhy:
    '**Always guesses no noise.** A network that always says $\\hat\\varepsilon = 0$ is wrong by the whole noise, and the mean square of $\\varepsilon \\sim \\mathcal{N}(0, 1)$ is 1.',
  noGuessWhyPlain:
    '**No guess at all.** A network that never finds any noise is wrong by the whole noise: 1.',
  untrained: 'untrained',
  untrainedWhy: {
    v: '**Untrained.** Measured before the first update, when the output is zero. Read as $\\hat v = 0$ it means $\\hat\\varepsilon = \\sqrt{1-\\bar\\alpha_t}\\,x_t$, which is a good guess where there is much noise, so this is less than 1. The expected value is the mean over $t$ of $\\bar\\alpha_t^2 + \\bar\\alpha_t(1-\\bar\\alpha_t)\\,\\overline{x_0^2}$.',
    epsilon:
      '**Untrained.** Measured before the first update, when the output is zero. Read as $\\hat\\varepsilon = 0$ it misses the whole noise, whose mean square is 1.',
    x0: '**Untrained.** Measured before the first update, when the output is zero. Read as $\\hat x_0 = 0$ it means $\\hat\\varepsilon = x_t/\\sqrt{1-\\bar\\alpha_t}$, which is far off where there is little noise.',
    plain: '**Untrained.** Measured before the first update.',
  },
  bands: 'Loss by noise level',
  bandsEmpty: 'After the first updates you see here which noise levels are hard.',
  bandsAbout:
    'The same loss, for ten ranges of $t$: the mean of the last 50 updates. The mark shows the first 50 updates; the line in between is what has been learned since. With little noise (small $t$) the noise is hard to see, with much noise it is easy.',

  // The film
  film: 'The training film',
  filmOf: (sample: string): string => `one noise, ${sample}`,
  filmAbout: [
    '**From top to bottom**: the training. Each row shows what the averaged weights make of the same noise after so many updates.',
    '**From left to right**: sampling. A row starts with pure noise at $t$ = 1000 and takes ten steps of DDIM [(Song, Meng & Ermon 2021)] to $t$ = 0. All steps but the last turn $x_t = \\cos\\varphi\\;x_0 + \\sin\\varphi\\;\\varepsilon$ by the same angle, about 10°, so that the picture changes evenly [(Salimans & Ho 2022)].',
    'Drag in it, or use the arrow keys. Each of the ten samples has its own film.',
  ],
  filmAboutPlain: [
    '**From top to bottom**: the training. Each row shows what the network makes of the same noise after so many updates.',
    '**From left to right**: from noise to a digit, in ten steps.',
    'Drag in it, or use the arrow keys. Each of the ten samples has its own film.',
  ],
  filmLabel: 'The training film: arrow keys up and down move through the updates, left and right through t',
  filmBegins:
    'The film starts when you train: a new row after 0, 10, 20, … updates. Every row starts with this noise.',
  filmNoise: 'The noise that every row starts with',
  filmUpdates: 'updates',
  filmTimes: 't',
  filmEnds: ['noise', 'digit'],
  updatesSlider: 'Updates',
  stepsSlider: 'From noise to digit',
  newest: 'newest',
  spokenUpdate: (update: number, isNewest: boolean): string =>
    `after ${update} updates${isNewest ? ', follows the training' : ''}`,
  spokenT: (t: number): string => `t = ${t}`,
  use: 'Use in the Timeline',
  useTitle: (update: number): string => `The Timeline draws with the weights after ${update} updates`,
  fromFile: (updates: string): string =>
    `This training comes from a file, after ${updates} updates. Its pictures appear when it continues.`,

  // The picture
  drawn: 'What it draws',
  after: (updates: string): string => `After ${updates} updates`,
  begins: 'It starts with noise',
  noise: 'The noise that a sample starts with',
  picture: (sample: string, update: number, t: number): string =>
    `Sample ${sample}, after ${update} updates, at t = ${t}`,

  // The ten samples
  samples: {
    future: (what: string): string => `Soon: ${what}`,
    at: (update: string, what: string): string => `After ${update} updates: ${what}`,
    noClass: 'ten samples without a class',
    only: (digit: number): string => `ten samples of a ${digit}`,
    all: 'ten digits',
    unseen: (digit: number): string => `, with the unseen ${digit}`,
  },
  sampleClass: {
    none: 'without a class',
    of: (digit: number): string => `asked for a ${digit}`,
    unseen: ', which it never sees',
  },
  samplesAbout:
    'The averaged weights turn ten fixed noises into pictures, in ten steps of DDIM without guidance. ',
  samplesAboutPlain: 'The network turns the same ten noises into pictures again and again. ',
  samplesClasses: 'The number below a picture is the class that the network is asked for. ',
  samplesNoClasses: 'This network knows no classes: it draws any digit. ',
  samplesChoose: 'Choose one to see its film.',
  sample: (number: number, of: string): string => `Sample ${number}, ${of}: show its film`,

  // The runs
  runs: 'Runs',
  runsEmpty: 'Every training is saved in this browser, and listed here.',
  runsAbout:
    'Every training stays in this browser until you remove it. Choose a name to see it and continue it. The buttons: compare its loss with the one on the screen; copy its settings; rename; remove.',
  runName: 'Name of the run',
  onScreen: 'On the screen',
  openRun: 'Show this training; you can continue it',
  compare: (name: string): string => `Compare with ${name}`,
  compareTitle: 'Draw its loss beside the one on the screen',
  takeSettings: (name: string): string => `Copy the settings of ${name}`,
  takeSettingsTitle: 'Copy its settings for the next training',
  rename: (name: string): string => `Rename ${name}`,
  renameTitle: 'Rename',
  remove: (name: string): string => `Remove ${name}`,
  removeTitle: 'Remove; you can undo this',
  unreadable: (name: string): string => `“${name}” is damaged and cannot be read.`,
  discard: 'Remove it',
  removed: (name: string): string => `“${name}” was removed. `,
  undo: 'Undo',
} as const;

/** What each setting means, by its field: paragraphs, and lists. Formulas use the notation of the glossary. */
export const CARDS = {
  trainGoal: [
    'The number of the last update. In one update the network gets a batch of digits, each with its own $t$ and noise; its error gives the direction in which all weights change a little. With a higher number the training continues from where it is.',
  ],
  trainRate: [
    'How far the weights move in one update, by Adam [(Kingma & Ba 2015)]. It rises over the first 50 updates and then stays. If it is too high, the loss jumps or becomes NaN; if it is too low, the network learns slowly.',
  ],
  trainNetwork: [
    [
      '**tiny**: 69 thousand weights, 3 million multiply-adds a picture; digits of 14 × 14 pixels. Learns in minutes without a GPU.',
      '**small**: 446 thousand, 24 million; 28 × 28 pixels. Needs a GPU, or half an hour.',
      '**as the page’s own**: 939 thousand, 62 million; built like the page’s own network, but it starts from random weights.',
      '**large U-Net**: 350 million multiply-adds; knows no classes. It is the one in the README that About names. For a strong GPU.',
    ],
  ],
  trainDigits: [
    'How many of MNIST’s 60,000 training digits the network sees. If there are few, it may learn them by heart: then the held-out loss rises.',
  ],
  trainLabel: [
    'All ten classes; or only one, which is easier to learn; or all but one. A network that has never seen a class can be tested on it in Detect.',
  ],
  trainOutput: [
    'The network learns to find the noise. What it returns is one picture, and noise and digit both follow from it. This setting says what that picture stands for, given $x_t = \\sqrt{\\bar\\alpha_t}\\,x_0 + \\sqrt{1-\\bar\\alpha_t}\\,\\varepsilon$:',
    [
      '**ε**, the noise [(Ho et al. 2020)]. The digit is then $\\hat x_0 = \\dfrac{x_t - \\sqrt{1-\\bar\\alpha_t}\\,\\hat\\varepsilon}{\\sqrt{\\bar\\alpha_t}}$. This makes errors large where there is almost only noise.',
      '**x₀**, the digit. The noise is then $\\hat\\varepsilon = \\dfrac{x_t - \\sqrt{\\bar\\alpha_t}\\,\\hat x_0}{\\sqrt{1-\\bar\\alpha_t}}$. This makes errors large where there is little noise.',
      '**v**, the velocity [(Salimans & Ho 2022)]: $v = \\sqrt{\\bar\\alpha_t}\\,\\varepsilon - \\sqrt{1-\\bar\\alpha_t}\\,x_0$. Both follow without a division: $\\hat x_0 = \\sqrt{\\bar\\alpha_t}\\,x_t - \\sqrt{1-\\bar\\alpha_t}\\,\\hat v$.',
    ],
  ],
  trainWeighting: [
    'Training makes $\\mathbb{E}\\,\\bigl[\\,w_t\\,\\lVert\\varepsilon - \\hat\\varepsilon\\rVert^2\\,\\bigr]$ small. The weight $w_t$ decides of which quantity an error counts the same at every $t$:',
    [
      'ε: $w_t = 1$, the $L_{\\mathrm{simple}}$ of [Ho et al. 2020, eq. 14]',
      'v: $w_t = 1/\\bar\\alpha_t$ [(Salimans & Ho 2022)]',
      'x₀: $w_t = (1-\\bar\\alpha_t)/\\bar\\alpha_t = 1/\\mathrm{SNR}$',
      'x₀, SNR ≤ 5: $w_t = \\min(1,\\,5/\\mathrm{SNR})$ [(Hang et al. 2023)]',
    ],
    '$\\bar\\alpha_t$ counts as 0.02 at least. The chart always shows $w_t = 1$, so that trainings can be compared.',
  ],
  trainSchedule: [
    [
      'linear: $\\beta_t$ from 0.0001 to 0.02 [(Ho et al. 2020)]',
      'cosine: $\\bar\\alpha_t \\propto \\cos^2\\!\\bigl(\\tfrac{t/T + s}{1 + s}\\,\\tfrac{\\pi}{2}\\bigr)$, s = 0.008 [(Nichol & Dhariwal 2021)]',
      'sigmoid: $\\bar\\alpha_t$ falls as a sigmoid [(Jabri, Fleet & Chen 2022)]',
      'quadratic: $\\sqrt{\\beta_t}$ is linear between the ends of linear [(in the code of Song, Meng & Ermon 2021)]',
    ],
  ],
  trainBatch: [
    'How many digits there are in one update. More digits make each gradient more exact and each update slower, about in proportion.',
  ],
  trainAverage: [
    'Samples and held-out loss use an average of the weights (EMA): $\\bar\\theta \\leftarrow d\\,\\bar\\theta + (1-d)\\,\\theta$ after each update, with $d = \\min\\bigl(d_{\\max}, \\tfrac{1+n}{10+n}\\bigr)$ after $n$ of them. This setting is $d_{\\max}$; with 0 there is no average [(Ho et al. 2020, appendix B)].',
  ],
  trainSeed: [
    'The first weights, the batches and all noise follow from this number: the same settings and seed give the same curve on the same backend.',
  ],
} as const satisfies Partial<Record<keyof ViewState, readonly (string | readonly string[])[]>>;

/** Words of notices: what happened while nobody looked, and what is refused. */
export const NOTICES = {
  cleared: (name: string | undefined): string =>
    `What this page had stored in the browser was deleted.${name === undefined ? '' : ` The run “${name}” is still here, and is saved again.`}`,
  interrupted: (name: string, update: number): string =>
    `The page closed while “${name}” was in training. Everything up to update ${update} is safe; later updates are computed again when you continue.`,
  damaged: (name: string, update: number): string =>
    `Part of the run “${name}” could not be read. It continues from update ${update}.`,
  ofPlane: (name: string): string =>
    `“${name}” holds a network of the Plane, which has learned points, not digits.`,
  tooLarge: (megabytes: string, most: number): string =>
    `The file has ${megabytes} MB, but a training has at most ${most} MB.`,
  chooseAnother: 'Choose a file that this page or the train command wrote. Nothing has changed.',
  imported: (file: string, update: number): string =>
    `“${file}” is a training of ${update} updates. You can continue it.`,
  otherWeights: (update: number, used: number): string =>
    `The weights after ${update} updates are not stored any more. The newest ones are used, those after ${used}.`,
  seconds: (n: number): string => `${n} seconds`,
  minutes: (n: number): string => `${n} minutes`,
  hidden: (time: string, progress: string): string => `This tab was hidden for ${time}. ${progress}`,
  wentOn: (from: string, to: string): string => `The training continued from update ${from} to ${to}.`,
  stoodStill: 'The browser paused the training in that time; it does not count.',
} as const;
