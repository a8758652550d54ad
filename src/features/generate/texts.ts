import { formatCount } from '../../diffusion/numbers/formatCount';
import { fixed } from '../../diffusion/numbers/formatNumber';
import { ANY_DIGIT } from '../../state/link/fieldKinds';
import { ALL_DIGITS, type Click } from '../../state/link/fields/generate';

const of = (side: string): string => side && ` of ${side}`;

/** All words of Generate, except for those of its settings (state/link/fields/generate) and of pageTexts. */
export const TEXTS = {
  /** One sentence at the top, by what is on the screen. */
  story: {
    usual:
      'The network draws these digits from pure noise. Move the slider to see how they appear. Choose one to see it large.',
    comparing:
      'A and B start from the same noise with different settings. Move the slider to see from which t on their pictures differ.',
  },

  // The settings
  settings: 'Settings',
  pictures: 'Pictures',
  everyPicture: 'Every picture',
  side: (letter: string): string => `Settings of ${letter}`,
  nextSeeds: 'Take the next seeds',
  nextSeedsTitle: 'As many new pictures, from the seeds that follow',
  swap: 'Swap',
  swapTitle: 'A takes the settings of B, and B those of A',
  copy: 'Copy A to B',
  copyTitle: 'B takes all settings of A: then change one of them',
  updates: (name: string, count: number): string => `${name} · ${formatCount(count)} updates`,
  otherMissing: 'The network of B is not in this browser.',
  classOf: (side: string): string => `Class${of(side)}`,
  samplerOf: (side: string): string => `Sampler${of(side)}`,
  stepsOf: (side: string): string => `steps${of(side)}`,
  etaOf: (side: string): string => `eta${of(side)}`,
  guidanceOf: (side: string): string => `guidance w${of(side)}`,

  // The grid
  thePictures: 'The pictures',
  sideOf: (letter: string): string => `Side ${letter}`,
  grid: (letter: string): string => `Pictures${of(letter)}: the arrow keys go from one to the next`,
  same: 'same settings as the other side',
  networkLoading: 'network loading',
  steps: (count: number): string => (count === 1 ? '1 step' : `${count} steps`),
  noEta: 'no η',
  className: (label: number): string =>
    label === ALL_DIGITS ? 'all ten digits' : label === ANY_DIGIT ? 'any digit' : `class ${label}`,
  tile: (number: number, words: string, seed: number): string => `Picture ${number}, ${words}, seed ${seed}`,
  tileTitle: (number: number, words: string, seed: number): string => `${number}: ${words}, seed ${seed}`,
  effect: {
    open: 'open it in the Timeline',
    nearest: 'find similar training digits',
    from: 'set the first of the two noises',
    to: 'set the second of the two noises',
  } satisfies Record<Click, string>,
  click: 'A click',

  // The slider
  slider: 't of all pictures',
  noise: 'noise',
  digit: 'digit',
  /** What the slider says: t, where symbols are shown, and how many steps the network has gone. */
  at: (t: number | null, done: number, steps: number): string =>
    `${t === null ? '' : `t = ${t} · `}step ${done} of ${steps}`,
  atNothing: (t: number | null): string => (t === null ? '' : `t = ${t}`),

  // A beside B
  difference: (number: number, distance: string, at: string, mean: string): string =>
    `Picture ${number}: A and B differ by ${distance} per pixel${at}; the mean of all pictures is ${mean}.`,
  differenceTitle: 'The root of the mean squared difference of the pixels, from −1 for black to 1 for white',
  atSame: (t: number): string => ` at t = ${t}`,
  atTwo: (a: number, b: number): string => ` with A at t = ${a} and B at t = ${b}`,

  ink: (inkA: string, inkB: string, commonA: string, commonB: string): string =>
    `Ink: A ${inkA} %, B ${inkB} % of the sheet. Two digits have in common: in A ${commonA} %, in B ${commonB} % of their ink.`,
  inkTitle:
    'Ink: the mean of all pixels, from 0 for paper to 1 for ink. In common: of two digits, the sum of the smaller ink at each pixel over that of the larger; the mean of all pairs',

  // The run
  draw: 'Draw digits',
  drawTitle: 'Compute what is missing (Space)',
  drawNew: 'Draw new digits',
  drawNewTitle: 'As many new digits, from the seeds that follow (Space)',
  goOn: 'Continue',
  tryAgain: 'Try again',
  cancel: 'Cancel',
  cancelTitle: 'Stop; the pictures so far stay (Space)',
  save: 'Save as PNG',
  saveTitle: 'All pictures as one PNG file, with the link to them inside',
  png: 'PNG',
  progress: 'Progress of the pictures',
  stopped: 'Stopped. The slider shows the steps so far.',
  loading: 'Loading a network …',
  missing: 'Not computed yet: press the button.',
  inMemory: 'In memory: drag the slider through all steps.',
  doneInParts: 'Done. Drag the slider through all steps.',
  done: (time: string, rate: string): string => `Done in ${time}: ${rate} network calls per second.`,
  doneEach: (times: string): string => `Done: ${times}.`,
  doneOf: (what: string, time: string): string => `${what} in ${time}`,
  parts: { pictures: 'pictures', strip: 'strip' },
  kept: (every: number): string => ` Only one step in ${every} is kept, to save memory.`,
  announced: { busy: 'The network is running.', done: 'All pictures are done.', stopped: 'Stopped.' },

  // The step in numbers
  stepPanel: 'The step in numbers',
  stepOf: (letter: string): string => `The step${of(letter)} in numbers`,
  stepFrom: 'From t = ',
  stepTo: ' to t = ',
  stepNumber: ': step ',
  stepCount: (steps: number): string => ` of ${steps}`,
  middle: ', the one in the middle; move the slider to see others',
  guidanceSource:
    'Classifier-free guidance (Ho & Salimans 2022, equation 6): the network is asked twice, with the class c and without it, and the difference between the answers is exaggerated.',

  // Between two noises
  strip: 'Between two noises',
  stripShow: 'Show the strip',
  stripHide: 'Hide the strip',
  stripAbout: (count: number): string =>
    `The noise of one seed changes smoothly into the noise of another. The network draws a digit from each of ${count} noises on the way.`,
  stripChoose: 'Choose two seeds here, or choose two pictures by clicks.',
  stripTile: (share: string): string => `The picture at u = ${share} between the two noises`,
  stripCard: {
    angle: ['', ', where ', ' is the angle between the noises ', ' and '],
    shoemake: '(Shoemake 1985)',
    length:
      'Two noises of 784 numbers are equally long and nearly at a right angle. On the straight line between them the length would fall to 0.71 half-way, and the network has never seen such a weak noise. On the circle the length stays the same.',
    ddim: ['DDIM with η = 0 adds no noise, so ', ' alone decides the digit '],
    song: '(Song, Meng & Ermon 2021, section 5.3)',
    neighbours:
      ': neighbouring noises become similar digits. With DDPM each picture would get its own fresh noise at every step, and neighbours would hardly be alike.',
  },

  // Is it copying?
  copying: 'Is it copying?',
  copyingBadge: 'exact search, MNIST',
  among: 'training digits',
  find: (number: number, side: string, size: string): string =>
    `Find digits like picture ${number}${of(side)} (${size})`,
  copyingAbout:
    'Does the network draw new digits, or copies of those that it learned from? The page finds the five training digits that are most similar to a picture, and measures how similar other real digits are to the training digits.',
  copyingChoose: 'Choose the picture with the arrow keys, or by a click.',
  copyingAboutPicture:
    'Does the network draw new digits, or copies of those that it learned from? The page finds the five training digits that are most similar to the chosen picture.',
  copyingCard: [
    'A network that has learned its training digits by heart would draw them again. So the page finds the training digits that are nearest to this picture. The distance is L2: the root of the sum of squared differences over all pixels, from 0 for paper to 1 for ink. Every training digit is compared.',
    'One number alone says little. So the page measures the same distance for real test digits of the class, which no network here has trained on. A copy would lie far to the left of them all. A new digit lies among them.',
  ],
  digitsLoading: (loaded: string, total: string): string => `Downloading MNIST digits: ${loaded} of ${total}`,
  comparingDigits: 'Comparing with every training digit …',
  unseenSoFar: (count: number, total: number): string => `Unseen digits measured: ${count} of ${total}`,
  downloadProgress: 'Download of digits',
  searchStopped: 'Stopped. What has been found stays.',
  sample: 'The picture',
  sampleCaption: 'the picture',
  trainDigit: (index: number, label: number): string => `MNIST train #${index}, a ${label}`,
  verdictHidden: 'What this says is hidden while an exercise asks for it.',
  verdictLies: 'Its distance to the nearest training digit is ',
  verdictOf: (count: number, label: number): string => `. Of ${count} unseen ${label}s, `,
  verdictCloser: ' are nearer to a training digit. ',
  verdict: {
    usual: 'So this is no sign of a copy: digits written by other people come as near.',
    few: 'That is unusually near: compare the pictures to see whether it is a copy.',
    copy: 'At such a small distance it is a copy.',
    look: 'No unseen digit comes as near: compare the pictures to see whether it is a copy.',
  },
  searchedDigits: (count: number): string =>
    `Compared with ${count < 60_000 ? `the first ${formatCount(count)} of 60,000 training digits. Among the others there may be a nearer one.` : 'all 60,000 training digits.'}`,
  noClassAsked: (label: number): string => ` No class was asked for; its nearest digit is a ${label}.`,
  distances: (count: number, label: number, median: number | undefined, distance: number): string =>
    `Distances of ${count} unseen ${label}s to their nearest training digit${median === undefined ? '' : `, median ${fixed(median, 2)}`}; that of the picture is ${fixed(distance, 2)}`,
  copyAt: '0: a copy',
  distanceAxis: 'distance to the nearest training digit',

  // How many steps?
  comparison: 'How many steps are enough?',
  comparisonAbout: (count: number): string =>
    `Compare DDIM with 5 to 100 steps, DPM-Solver++ (2M) and Heun with 5 to 20, and DDPM with 100 and 1,000: how long a picture takes on this device, and how good it is. Another network (0.6 MB) judges ${count} pictures of each, all ten digits in turn.`,
  perSampler: 'pictures of each',
  measure: 'Measure on this device',
  measureStopped: 'Stopped. What has been measured stays.',
  only28: 'The judge reads only digits of 28 × 28 pixels.',
  activity: { judged: 'judging', downloaded: 'downloading the judge', sampled: 'drawing' },
  activityAt: (activity: string, share: number): string => `${activity}: ${Math.round(100 * share)} %`,
  left: (time: string): string => ` · ${time} left`,
  /** `more`: calls of the network beyond one a step. */
  contender: (steps: string, more: number): string =>
    more === 0 ? steps : `${steps} (${Number(steps) + more} calls)`,
  columns: ['sampler', 'steps', 'time', 'right class', 'shape × 1,000', 'grain'],
  columnsAbout:
    'Shape and grain are distances (KID) from real digits: near 0 is best. Shape asks whether the digits have the right forms, grain whether they are free of smudges. So few pictures leave much to chance, even below 0: real digits show how much.',
  realDigits: 'real training digits',
  realLevel: 'real digits',
  chart: 'Quality (KID of the grain: less is better) by time per picture',
  chartLabel: (count: number, spots: string): string =>
    `KID of the grain of ${count} samples by the seconds that one takes: ${spots}`,
  comparisonCard: {
    seconds: [
      'Time',
      ' is measured on this device: the share of one picture in a whole batch, with the seeds and the guidance of A. If a training runs at the same time, it takes longer.',
    ],
    class: [
      'Right class',
      ': the share of pictures that a classifier reads as the digit that was asked for. It is another network, trained separately (99.72 % of the 10,000 test digits right). It does not judge beauty: a smudge that it can read counts. It learned from the real training digits, too.',
    ],
    kid: ['Shape', ' and ', 'grain', ' are kernel distances, KID '],
    kidSource: '(Bińkowski et al. 2018)',
    kidText: (reference: number): string =>
      `, from ${reference} test digits, class by class, and the mean of all ten. They are 0 if the distributions are alike. Shape compares the classifier’s 128 last features, which ignore smudges; grain compares 96 statistics of its first layer, which see them. Their expected value does not depend on the number of pictures (that of a Fréchet distance does), but with few pictures they are coarse and may fall below 0. The same number of real training digits is measured beside them: no sampler can be expected to do better.`,
  },

  milliseconds: (value: number): string => `${value} ms`,
  seconds: (value: number): string => `${value} s`,
} as const;
