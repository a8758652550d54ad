/** All words of the likelihood bound. */
export const TEXTS = {
  story:
    'How many bits does a model need to store a digit that it has never seen? It cannot say exactly, but the sum of all its steps gives an upper limit.',
  about: (size: number): string =>
    `The limit is the cost of a message: first send xT, which is nearly pure noise; then for each step what the network’s guess leaves open about x at t − 1; last the pixels themselves. The pixels are bytes, 8 bits each if nothing is known. All numbers are bits for each of the ${size} × ${size} pixels.`,
  slider: 'Term of the bound, noise first',
  sliderPrior: 'L_T',
  sliderDecoder: 'L₀, t = 1',

  variance: 'variance',
  guess: 'guess x̂₀',
  label: 'class',

  // The measurement
  arriving: (loaded: string, total: string): string => `Loading test digits: ${loaded} of ${total}`,
  gettingReady: 'Getting ready …',
  asking: 'Asking the network …',
  fromMemory: 'Measured before.',
  waitsForYou: (evaluations: string): string =>
    `This needs ${evaluations} evaluations of the network. Press “Measure” to start.`,
  done: (evaluations: string, time: string): string => `${evaluations} evaluations in ${time}.`,
  stopped: 'Stopped. What was measured is kept.',
  progress: 'Progress of the measurement',
  pictures: 'pictures',
  measure: 'Measure',
  announced: {
    running: 'The bound is being measured.',
    done: 'The bound is measured.',
    stopped: 'The measurement was stopped.',
  },

  // The table of totals
  caption: 'Bits per dimension (bits for each pixel), with standard errors',
  captionTitle: 'From the digits, their noises and their t',
  columns: { posterior: 'smaller variance', beta: 'larger variance' },
  rows: {
    prior: { words: 'the noise at the start', title: 'KL of q(x_T | x₀) to N(0, I): a formula' },
    steps: { words: 'the 999 steps', title: 'KL of each posterior to the network’s step' },
    decoder: { words: 'the exact pixels', title: '−log₂ of the pixels’ 8-bit bins under N(x̂₀, β₁)' },
    total: { words: 'the bound' },
  },
  prior: ', the prior',
  steps: ', 999 steps',
  decoder: ', the decoder',

  // The charts
  terms: 'Each term, in bits for each pixel',
  termsLabel: (prior: string, decoder: string): string =>
    `Terms of the bound from t = 1000 to t = 1: L_T ${prior}, L_0 ${decoder} bits per dimension`,
  termsAbout: [
    'Noise is on the left: first ',
    ', then ',
    ' from t = 1000 to t = 2 on a logarithmic scale of t, last ',
    '. A bar over several t shows their mean. The thin lines are one standard error up and down, from the differences between groups of digits.',
  ],
  noise: 'noise',
  pixels: 'pixels',
  sum: 'Running sum, noise first',
  sumAbout:
    'What has been sent when t is reached, in bits for each pixel: all terms from t = 1000 to this t.',
  sumLabel: (total: string): string => `Running sum of the bound, ending at ${total} bits per dimension`,
  weight: 'Weight of the squared error at each t',
  weightLine: 'dashed: the weight 1 of the usual loss',
  weightLabel: 'The weight of the squared error of epsilon in each term, beside 1 in L_simple',
  weightAbout:
    'The same error of ε̂ costs many bits at small t and few at large t. Ho et al. 2020 train with the weight 1 for all t. Compared with the bound, this counts small t less, where the last faint noise is removed, and large t more, where the digit is decided. The samples look better, and the bound gets worse.',

  // The term at the slider
  thisTerm: 'This term',
  measuredWith: ', measured with',
  digitsAre: 'digits:',
  bitsUnit: 'bits/dim',
  samePosterior: 'With the posterior’s variance r = 1: only the means differ. ',
  otherVariance:
    'With σ² = β the two Gaussians differ in width, too: this costs the first part even if the mean is right. ',
  dividedBy:
    'All is divided by ln 2 and by the number of pixels; the numbers before the · are already in bits.',
  asError: 'As an error of ε̂:',
  natsForEach: 'nats for each unit of',
  whichIsHere: [', which is ', ' here. In ', ' the weight is 1.'],
  noParameters: (schedule: string, root: string): string =>
    `A formula without parameters: what can still be seen of the digit in xT. The ${schedule} schedule leaves the fraction √ᾱ = ${root} of it at t = T.`,
  decoderMean: ['bits/dim, the mean over the pixels of', 'digits.'],
  greyPixel: (costs: string, off: string): string =>
    `A grey pixel costs ${costs} bits where x̂₀ is ${off} grey levels off.`,
  decoderAbout: (beta: string, std: string, levels: string, level: string): string =>
    `The last step must name bytes: each of the 256 values −1, …, 1 gets the probability that a Gaussian gives to its bin, 1/255 to both sides; the two outer bins are open. The posterior has no variance at t = 1, so here σ² = β₁ = ${beta}, whichever is chosen for the other steps: a standard deviation of ${std}, or ${levels} grey levels (of ${level}).`,
  source: 'Ho et al. 2020, equations 5, 8, 12 and 13; Sohl-Dickstein et al. 2015.',
  smaller: (size: number): string => ` Here with ${size} × ${size} pixels.`,

  // What the numbers say: the first part is set bold, the second follows it
  notice: 'What to notice',
  noticeTotal: (digit: string, raw: string): string =>
    ` bits for each pixel instead of 8: a digit in ${digit} bits instead of ${raw}.`,
  noticeLate: (t: number, decoder: string): string =>
    ` of them are spent below t = ${t}, and ${decoder} in the last step alone. They describe the exact grey levels, which no eye can see.`,
  noticeEarly: (t: number): string =>
    ` of them are spent between t = 1000 and t = ${t}. There it is decided which digit it is and how it is written: the usual loss gives most weight to this part.`,
  noticeBeta: ' bits more: the cost of the larger variance, with the same network and the same noise.',

  // The table of terms
  table: 'Table',
  hideTable: 'Hide the table',
  csv: 'CSV',
  csvTitle: 'All terms as a file',
  tableLabel: 'Terms of the bound as a table',
  tableHead: ['term', 'bits/dim of one t', 'standard error', 'measured', 'running sum'],
  formula: 'formula',
  groups: (terms: number): string => `${terms} groups`,
} as const;
