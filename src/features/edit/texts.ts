import { EDIT_TITLES, type Edit } from '../../state/link/fields/edit';
import type { MaskPreset } from '../../state/link/mask';
import type { ScribbleName } from './state/scribbles';

/** What the page says of one edit. In formulas `$...$` is TeX and `[...]` a paper. */
interface EditTexts {
  readonly title: string;
  /** Its title on a phone. */
  readonly short: string;
  /** One sentence: what one does, what one sees. */
  readonly about: string;
  /** How it works, without symbols. */
  readonly plain: string;
  /** How it works, with formulas. */
  readonly how: readonly string[];
}

const EDIT_TEXTS: Readonly<Record<Edit, EditTexts>> = {
  denoise: {
    title: EDIT_TITLES.denoise,
    short: 'Denoise',
    about: 'Spoil a digit with noise or blur, and see how well the network restores it.',
    plain:
      'The page first estimates how much noise the picture has. The network then starts at the step at which its training pictures had as much noise, and goes towards data several times, each time with other random numbers. Where the results agree, the picture decides; where they differ, the network has to guess.',
    how: [
      String.raw`In every square of 2 × 2 pixels, $d = (a - b - c + e)/2$ is zero where the picture is flat or has a straight edge. White noise keeps its standard deviation in $d$, and the median ignores the few places where a stroke bends [(Donoho & Johnstone 1994)].`,
      String.raw`$x_t = \sqrt{\bar\alpha_t}\,(x_0 + \sigma\varepsilon)$ with $\sigma^2 = (1 - \bar\alpha_t)/\bar\alpha_t$: a picture with white noise is an $x_t$ in which all values are larger by one factor. The network has learned to restore pictures of just this kind.`,
      'Salt and pepper, blur and low contrast are not white noise, so the estimate does not measure them. Here the page adds noise first, enough to hide the damage. The network then draws a digit that is near to the picture, not the picture itself. A file cuts the noise off at black and white, so the estimate is too small there: choose a larger $t$.',
    ],
  },
  inpaint: {
    title: EDIT_TITLES.inpaint,
    short: 'Fill in',
    about: 'Brush a part of the digit away. The network draws it again so that it fits the rest.',
    plain:
      'The network starts from pure noise. At every step the known pixels are put back, with the noise that belongs to this step, and the network changes only the missing ones. At the next step it sees both together, so what it draws fits the rest.',
    how: [
      String.raw`$x_{t-1} = m \odot q(x_{t-1} \mid x_0) + (1 - m) \odot p_\theta(x_{t-1} \mid x_t)$ [(RePaint: Lugmayr et al. 2022, equation 8)]. Here $m$ = 1 where a pixel is known, and 0 where it is missing.`,
      'The known pixels that are put back have the right amount of noise, but they do not fit what the network has begun to draw. Resampling repairs this: fresh noise takes the step back, the network does it again, and after several rounds both parts agree. Without a class several digits may fit, so the results differ.',
    ],
  },
  restyle: {
    title: EDIT_TITLES.restyle,
    short: 'Restyle',
    about: 'Turn a scribble into a digit. Little noise keeps your lines; much noise lets the network decide.',
    plain:
      'Noise is added to the scribble, but only for a part of the thousand steps. Then the network removes it. It cannot know which marks were yours and which were noise, so it draws a digit that fits both.',
    how: [
      String.raw`The scribble is noised in one step, $x_t = \sqrt{\bar\alpha_t}\,x_0 + \sqrt{1-\bar\alpha_t}\,\varepsilon$, and DDPM steps lead from this $t$ to 0 [(SDEdit: Meng et al. 2022, section 3)]. The noise $\varepsilon$ is the same for every $t$.`,
    ],
  },
  change: {
    title: EDIT_TITLES.change,
    short: 'Change',
    about: 'From the noise that leads to this digit, the network writes the others in the same hand.',
    plain:
      'The network can also go towards noise: it finds the noise from which it would draw this digit. From this noise it draws the same digit again. If it is asked for another digit, slant and thickness of the strokes stay much the same.',
    how: [
      String.raw`$x_{t+1} = \sqrt{\bar\alpha_{t+1}}\, \hat x_0(x_t, t) + \sqrt{1 - \bar\alpha_{t+1}}\, \hat\varepsilon(x_t, t)$ [(DDIM inversion: Song, Meng & Ermon 2021, section 4.3)]. Without fresh noise DDIM can go in both directions. The result is exact as far as the network says the same at both ends of a step, so more steps give a better copy of the digit.`,
      'The class is only an input of the network. With the same noise and another class it writes another digit, with much of the same slant and stroke [(Mokady et al. 2023 edit photographs in this way)].',
      'The black background of a digit contains no noise that could be found, so the noise found here is weaker than N(0, I). A little noise added first repairs that, but then the copy of the digit is less exact.',
    ],
  },
  between: {
    title: EDIT_TITLES.between,
    short: 'Between',
    about: 'Find the noise of each of two digits, mix the two, and see what lies between the digits.',
    plain:
      'If one mixes the pixels of two digits, one sees both at once: one fades out while the other fades in. If one mixes their noises instead, the network draws one picture from each mixture, and most of them could be digits.',
    how: [
      String.raw`$x_T(u) = \dfrac{\sin((1-u)\theta)\,a + \sin(u\,\theta)\,b}{\sin\theta}$, where $a$ and $b$ are the noises of the two digits and $\theta$ is the angle between them [(Shoemake 1985; used so in Song, Meng & Ermon 2021, section 5.3)].`,
      'The network is not told a class here, so that nothing but the noise changes from picture to picture.',
    ],
  },
};

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

/** All words of the view Edit; those of its settings stand in the field table. */
export const TEXTS = {
  name: 'Edit',
  title: 'Restore a picture, fill a hole, restyle a scribble, change the digit',
  /** What presenter mode shows one at a time. */
  scenes: ['The pictures', 'How it works'],
  keys: 'in Edit: compute or stop; move through t or the strengths',
  fieldKeys: 'on a drawing field: move, put the brush down and lift it',
  edits: 'Edits',
  of: EDIT_TEXTS,
  how: 'How it works',
  settings: 'Settings',
  exactly: 'With formulas',

  // The line of the run
  compute: 'Compute',
  computeTitle: 'Compute what is missing (Space)',
  again: 'Compute again',
  againTitle: 'The same with new noise: the next seed (Space)',
  againDisabled: 'The seed changes nothing here: no noise is added first',
  cancel: 'Cancel',
  cancelTitle: 'Stop. What is finished stays (Space)',
  tryAgain: 'Try again',
  save: 'Save as PNG',
  saveTitle: 'Save the pictures as a PNG file. It contains the link to them',
  png: 'PNG',
  part: (part: number, parts: number): string => `Part ${part} of ${parts}`,
  progress: 'Progress of the edit',
  running: 'Running the network …',
  loadingDigits: (loaded: string, total: string): string => `Downloading digits: ${loaded} of ${total} …`,
  loading: { network: 'Loading the network …', picture: 'Loading the picture …' },
  stopped: 'Stopped. What is finished stays.',
  notComputed: 'Not computed yet.',
  nothingMissing: 'Nothing is missing yet: brush some pixels away.',
  computedIn: (time: string): string => `Computed in ${time}.`,
  computedInParts: 'Computed in parts.',
  fromMemory: 'From memory.',
  announced: {
    running: 'The network is running.',
    stopped: 'Stopped.',
    done: 'All pictures are finished.',
  },

  // The slider
  slider: 't of all results',
  noise: 'noise',
  result: 'result',
  at: (t: number): string => `t = ${t}`,
  notThere: 'not computed yet',

  // Pictures
  noiseTitle: (range: number): string => `Black is −${range}, white is +${range}.`,
  picture: 'the picture',
  digit: (label: number | null): string => (label === null ? 'the picture' : `the digit, a ${label}`),

  // Denoise
  estimated: 'estimate',
  estimatedTitle: 'Use the t that has as much noise as the picture',
  noisyPicture: 'Noisy picture',
  noisyPictureTitle:
    'Upload a picture that is already noisy. The middle square is reduced to 28 × 28; the ink is white on black',
  amount: 'amount',
  amountHidden: 'How much noise it has is hidden while an exercise asks for it.',
  asItIs: 'unchanged',
  spoiltBy: (damage: string): string => `with ${damage}`,
  beyond: 'Values beyond black and white are cut off here.',
  mean: (draws: number): string => (draws === 1 ? 'restored' : `restored: mean of ${draws}`),
  changedBy: 'what has changed',
  difference: 'what is wrong',
  differenceTitle: 'Grey: no difference. White: too much ink. Black: too little',
  deviation: 'spread',
  deviationTitle: 'The standard deviation of the results. Black is 0, white is 1.',
  draws: 'Results',
  draw: (number: number, draws: number): string => `Result ${number} of ${draws}`,
  howNoisy: 'How noisy is it?',
  really: (sigma: number, difference: string): string => `, in truth ${sigma}: ${difference}`,
  estimatorError: (digits: number, bias: string, rmse: string): string =>
    `Measured on the first ${digits} training digits with this noise, the estimate is wrong by ${bias} on average. Its root mean square error is ${rmse}.`,
  ifWhite: ', if it were white noise, but it is not',
  noNoise: 'This is so little that soft edges would look the same. So it counts as no noise.',
  startsAt: (t: number): string => `The network starts at t = ${t}.`,
  startsAtYours: (t: number): string => `The network starts at t = ${t}, as you have chosen.`,
  startsAtNoNoise: (t: number): string =>
    `The network starts at t = ${t}. Choose a smaller t to change less, or a larger one to change more.`,
  added: (sigma: string): string =>
    ` Noise with standard deviation ${sigma} is added first, so that the picture has the noise of this t.`,
  tooMuch: ' The picture has more noise than that, and the rest of it stays.',
  howNear: 'How near is the result?',
  noOriginal:
    'This picture was noisy from the start. Nobody knows the original, so there is nothing to compare.',
  toOriginal: 'compared with the original',
  psnr: 'PSNR, dB',
  ssim: 'SSIM',
  rows: {
    noisy: 'the spoilt picture',
    draw: 'one result',
    mean: (draws: number): string => `mean of ${counted(draws, 'result')}`,
    guess: 'the network’s first guess',
  },
  near: [
    String.raw`$\mathrm{PSNR} = 10 \log_{10}(2^2 / \mathrm{MSE})$: 6 dB more means half the root mean square error. SSIM compares the structure in windows of 11 × 11 pixels and is 1 for equal pictures [(Wang et al. 2004)].`,
    String.raw`Each result is a digit that may have been the original. Their mean has a smaller squared error than they have on average, but it is softer. The first guess $\hat x_0(y, t)$ is what the network takes for this mean, in one evaluation.`,
  ],

  // Fill in
  missing: 'What is missing',
  missingPrefix: 'missing',
  presets: {
    lower: 'lower half',
    upper: 'upper half',
    left: 'left half',
    right: 'right half',
    stripe: 'a stripe',
    box: 'a box',
    holes: '3 of 4 pixels',
    none: 'nothing',
    all: 'everything',
  } satisfies Record<MaskPreset, string>,
  painted: 'as painted',
  invert: 'Invert',
  invertTitle: 'Exchange the missing and the known pixels',
  brush: 'Brush',
  erase: 'Remove',
  restore: 'Restore',
  width: 'Width of the brush',
  small: 'S',
  medium: 'M',
  large: 'L',
  pad: 'The picture with its mask',
  padPicture: 'The picture; missing pixels are chequered',
  completions: 'Completions',
  completion: (number: number, of: number): string => `Completion ${number} of ${of}`,
  readAs: (digit: number): string => `read as ${digit}`,
  read: (reading: readonly number[], label: number | null): string => {
    const kinds = [...new Set(reading)].sort((a, b) => a - b);
    const counts = kinds
      .map((kind) => `“${kind}” in ${reading.filter((one) => one === kind).length}`)
      .join(', ');
    const right = reading.filter((one) => one === label).length;
    const share = label === null ? '' : `; the original is of class ${label}: ${right} right`;
    return `An independent classifier reads ${counts} of ${reading.length}${share}.`;
  },
  notRead: 'The classifier that reads these digits could not be downloaded.',
  howMade: 'One step of the chosen result',
  known: 'known',
  knownExactly: 'the picture itself, bit for bit',
  knownNoisy: 'the picture with the noise of t',
  filledIn: 'filled in',
  together: 'both together',

  // Restyle
  ready: 'Draw a scribble, or take one:',
  scribbles: { zigzag: 'Zigzag', loop: 'Loop', cross: 'Cross' } satisfies Record<ScribbleName, string>,
  scribble: 'the scribble',
  withNoise: (t: number): string => `noisy, t = ${t}`,
  withSomeNoise: 'with noise',
  newDigit: (number: number, variants: number): string =>
    variants === 1 ? 'the new digit' : `new digit ${number}`,
  resultsFrom: (t: number): string => `Results from t = ${t}`,
  strength: 'Strength: the t at which the network starts',
  keepsMore: 'keeps your lines',
  changesMore: 'more freedom',
  howStrong: 'How much noise?',
  strengths: (weakest: number, strongest: number, t: number, steps: number): string =>
    `At t = ${weakest} the network only repairs the edges. At t = ${strongest} it sees little more of the scribble than its place. From t = ${t} it takes ${counted(steps, 'DDPM step')}.`,

  // Change the digit
  itsNoise: 'its noise',
  copied: 'drawn again',
  meanSquare: (value: string): string => `mean square ${value}`,
  mse: (value: string): string => `MSE ${value}`,
  ten: 'The ten digits',
  asA: (digit: number): string => `As a ${digit}`,
  asReadAs: (digit: number, read: number): string => `${digit}, read as ${read}`,
  onlyCopies: (why: string): string => `${why} It can draw the digit again, but not as another one.`,

  // Between two
  first: 'first digit',
  firstNoise: 'its noise',
  secondNoise: 'its noise',
  second: 'second digit',
  secondDigit: 'The second digit',
  secondIs: (label: number, name: string): string => `Second digit: a ${label}, ${name}`,
  split: 'Set of the second digit',
  train: 'train',
  test: 'test',
  number: 'number of the second digit',
  numberTitle: 'Its number in MNIST',
  noisesMixed: 'The noises mixed',
  between: 'Pictures between',
  atU: (u: string): string => `At u = ${u}`,
  pixelsMixed: 'The pixels mixed',
  mixedAt: (u: string): string => `The pixels mixed, ${u} of the second digit`,
} as const;
