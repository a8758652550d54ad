import { formatCount } from '../../diffusion/numbers/formatCount';
import type { PlaneComponent } from '../../state/link/planeShapes';

/** All words of the Plane. */
export const TEXTS = {
  parts: 'Parts of the plane',
  settings: 'Settings',

  stories: {
    field:
      'A distribution turns into noise. The arrows, its score, point to where points are denser. Drag the slider.',
    back: 'The same noise, two ways back to the data. Colours say where a particle started. Click a particle to see its path on both.',
    learn:
      'A small network sees noisy points only, and learns where they came from. Train it, then drag its film from noise to data.',
    paths:
      'Each point goes straight to its own noise, and paths cross. The mean of all that pass a place is a flow, and its paths never do.',
    guidance:
      'Asking for one class: its score, and away from the score of all. Too much of it leaves the class itself.',
    likelihood:
      'Follow one point to noise without chance. How the flow spreads out around it says how likely the point is.',
    heat: 'Noise only blurs, so why not unblur? Drag slowly to the right: the equation run backwards explodes; the score brings the distribution back.',
  },
  plane: (what: string, pick?: string): string =>
    `${what}. The arrow keys move a cursor${pick === undefined ? '' : `, Enter ${pick}`}`,

  shortTitles: {
    field: 'Score',
    back: 'Back',
    learn: 'Learn',
    paths: 'Paths',
    guidance: 'Guidance',
    likelihood: 'Likelihood',
    heat: 'Heat',
  },
  copies: 'know only draws of it',
  brushHint: 'Draw on, or drag the slider.',

  // The law
  component: (n: number, { weight, x, y, std }: PlaneComponent): string =>
    `Component ${n}: weight ${weight}, middle ${x}, ${y}, width ${std}. The arrow keys move it, plus and minus change its width`,
  outside: 'A component stays within 2.5 of the middle: it stands at the edge now.',
  add: 'Add a component',
  remove: 'Remove it',
  removeTitle: 'Remove the component that is selected (the last one stays)',
  weight: 'weight',
  weightOf: (n: number): string => `weight of component ${n}`,
  width: 'width',
  widthOf: (n: number): string => `width of component ${n}`,
  noWeight:
    'The weights cannot all be 0: this component keeps its weight. Give another one some weight first.',
  mostComponents: (most: number): string => `A mixture has at most ${most} components. Remove one first.`,
  clear: 'Clear',
  clearTitle: 'Remove all strokes (Undo brings them back)',
  drawElsewhere: 'Nothing is drawn yet: draw in “Score and density”.',
  fewPlaces: (count: number): string =>
    `${count === 0 ? 'No place' : count === 1 ? 'One place' : 'Two places'} so far: a distribution needs three. Draw a line, or add more dots.`,
  longBrush: (most: number): string =>
    `A drawing has at most ${formatCount(most)} places, so that a link can hold it. Clear it, or draw on with fewer lines.`,
  brush: 'draws a dot',

  // What is seen
  fieldPicture: 'Particles, arrows and density',
  slider: 't of the plane',
  data: 'data',
  noise: 'noise',
  dataAt: 't = 0 · data',
  noiseAt: 't = 1000 · noise',
  addNoise: 'Add noise',
  runBack: 'Run back',
  pause: 'Pause',
  playTitle: 'Play (Space)',
  pauseTitle: 'Pause (Space)',

  // Numbers
  numbers: 'What the picture shows',
  fullArrow: (length: string): string => `An arrow as long as its cell is ${length} or more.`,
  peak: (value: string): string =>
    `Peak of the density: ${value}, a mean over a cell. The colours belong to this t.`,
  exactOf: {
    mixture: 'Score and density are exact: at every t they are a formula of the mixture.',
    points: (count: number): string =>
      `Score and density are exact for ${formatCount(count)} points, and know nothing between them. Without any noise, those of the first step are shown.`,
  },
  histogramDistance: (own: string, other: string): string =>
    `L¹ distance of the histogram to the exact density: ${own}; of other particles, as many: ${other}.`,
  equationDistance: (t: number, distance: string, drift: string): string =>
    `Fokker–Planck equation at t = ${t}: L¹ distance to the exact density ${distance}, mass changed by ${drift}.`,
  equationFirst: (t: number): string =>
    `It starts at t = ${t}, where each point’s noise is two cells wide: a point itself has no density.`,
  here: (place: string, density: string, score: string, x0Hat: string): string =>
    `x = ${place}: p = ${density}, score ${score}, x̂₀ = ${x0Hat}`,
  hereHint: 'Point at a place, or move the cursor there, for its numbers.',
  equation: 'Fokker–Planck equation',

  // Ways back
  /** Two ways, for those who want no names of methods. */
  plainWays: [
    { value: 'euler', label: 'without chance' },
    { value: 'ddpm', label: 'with chance' },
  ],
  way: (side: string): string => `Way ${side}`,
  wayPicture: (side: string): string => `The particles of way ${side}`,
  trace: 'traces the nearest particle',
  untrace: 'Remove paths',
  likeA: 'B like A',
  likeATitle: 'Give B the method and the steps of A, so that only the score differs',
  trainOne: 'Train a network',
  shown: (t: string): string => `shown: ${t}`,
  notYet: 'not computed yet',
  evaluations: (count: number): string =>
    `the score asked ${count === 1 ? 'once' : `${formatCount(count)} times`}`,
  distance: (value: string, mean: string, std: string): string =>
    `energy distance at t = 0: ${value} · true sets ${mean} ± ${std}`,
  fewer: (count: number, wanted: number, points: number): string =>
    `${formatCount(count)} particles, not ${formatCount(wanted)}: the score of ${formatCount(points)} points is a sum over all of them.`,
  unstable:
    'With so few steps this SDE overshoots and its error grows with each step. Take more steps, or a smaller g.',
  oneStep:
    'One step: every particle goes to where it is expected to have come from, and from pure noise that is the mean of the data.',
  compute: 'Compute',
  cancel: 'Cancel',
  goOn: 'Continue',
  tryAgain: 'Try again',
  startAgain: 'Start again',
  computing: '…',
  noParticles: 'There are no particles to count: choose some.',
  fewerSteps: (taken: number, asked: number): string =>
    `${taken} steps, not ${asked}: near data several of them would fall on one t.`,
  leastParticles: 'A way back needs particles: 500 are shown.',
  toClass: 'to the class: ',
  running: (percent: number, left: string): string => `${percent} %, ${left} left`,
  starts: 'starts …',
  asked: 'It starts when you ask.',
  stopped: 'Stopped; what is here stays.',

  // How it is computed
  how: 'How it is computed',
  about: {
    field:
      'Each particle is mixed from its own starting point and its own noise, so the slider moves all of them by one formula. Of a mixture of Gaussians the density is known however much noise there is, and with it the score: the direction in which the density grows fastest. A set of points is a mixture of Gaussians of width 0.',
    back: 'Both sides start from the same noise. With the exact score what differs is the way alone; the menu also lets both, or only B, follow the score of a network that has learned. The ODE has no chance in it: neighbours stay neighbours. DDPM and the SDE add fresh noise at each step: paths cross, colours mix, and yet, with small steps, the distribution on the way is the same. States are kept for the slider; where there are too many for 64 MB, those between are computed again, to the same bits.',
    learn:
      'A network of three hidden layers, 128 wide, is shown a noisy point and t, and says which noise is in it; it never sees a score. The mean squared error of its answer is the loss. Even the exact answer has one, because several points can have led to the same place: this is the floor, the thin line below. What the loss is above it is the mean squared distance of the network’s field to the exact one, which is also measured directly. Of a set of points the network sees these points only, with ever new noise: it may learn to copy them. The film brings 1,000 points back from the same noise, in 20 steps of DPM-Solver++, with the averaged weights.',
    paths:
      'Flow matching trains a network on straight paths from points to noise. What it learns is the mean velocity of all that pass a place, which is computed exactly here, and followed in 50 steps of Heun. In other coordinates this flow is the probability-flow ODE of DDPM: the menu shows both. One reflow pairs each noise with the point to which it was led; these paths hardly cross, so a few large steps are enough. How much paths cross is exact for points and their own noise; after a reflow it is measured by means over near pairs, whose small number adds a little.',
    guidance:
      'Each component of the mixture is a class, so the score of one class and that of all are known. Guidance goes from the second through the first and beyond it. Thin arrows are the score of all (grey) and of the class, thick ones what guidance makes of both. Both sides start from the same noise and take 40 steps of Heun. Without guidance the class itself comes out; with it, points crowd at the side that is farthest from the others, and what comes out is the data of no noising process any more.',
    likelihood:
      'The ODE moves points like a fluid. Where the fluid spreads, density falls; where it is squeezed, density grows. Adding this up along the path gives the likelihood at its start from that at its end, which is known: by Runge–Kutta in 200 steps here. Where the path is orange the flow spreads, where it is blue it is squeezed.',
    heat: 'The density is written as a sum of cosine waves on 160 × 160 cells, in a box 9.6 wide; components narrower than 0.06 are drawn so wide. Blurring makes each wave smaller, fine waves most of all; undoing it makes them larger again. Rounding leaves an error of about one part in ten million (float32) in each wave, and that error grows, too: the explosion is computed, not drawn. Orange are negative numbers. The particles at the right follow the probability-flow ODE from the same noise, in 20 steps of Heun.',
  },

  // Solvers
  solvers: 'Which solver is worth its cost?',
  solversAbout:
    'All of them follow the same flow, in equal steps of log σ. A solver of order 2 has a fourth of the error with twice the steps, one of order 4 a sixteenth; but each of its steps asks the score two or four times.',
  compareSolvers: 'Compare solvers',
  solversAxes: (count: string): string =>
    `Median distance to where RK4 leads in 400 steps, of ${count} points, over evaluations of the score; both axes logarithmic`,
  solver: 'solver',
  order: 'order, measured',
  errorAt20: 'error at 20 steps',

  // A network learns
  learnPicture: 'Density and arrows',
  filmPicture: 'The points that the network draws',
  arrowsOf: {
    exact: 'Density and arrows: exact.',
    learned: 'Density: exact. Arrows: the network’s.',
    difference: 'Density: exact. Arrows: network minus exact.',
  },
  train: 'Train',
  trainAnew: 'Train anew',
  trainAnewTitle: 'Start again from random weights. The same seed gives the same network',
  more: (updates: number): string => `${updates} more`,
  pauseTraining: 'Pause',
  continueTraining: 'Continue',
  saveNetwork: 'Save',
  saveNetworkTitle: 'Save its weights, by name, as a safetensors file',
  learning: 'Updates of the network',
  learned: (updates: string, seconds: string, seed: number): string =>
    `${updates} updates in ${seconds}, seed ${seed}`,
  learnedSoFar: (updates: string, seed: number): string => `${updates} updates so far, seed ${seed}`,
  notTrained: 'Not trained yet.',
  preparing: 'Preparing …',
  pausing: 'Pausing …',
  trains: (percent: number, rate: string, left: string): string =>
    `${percent} % · ${rate} updates/s · ${left} left`,
  looking: 'Looking for a network of this distribution …',
  dropped: (name: string): string =>
    `The networks of five distributions are kept. That of the oldest was removed: ${name}.`,
  pausedForLaw: 'The training was paused, since the data changed.',
  milestone: 'Milestone of the training',
  milestoneAt: (updates: string): string => `after ${updates} updates`,
  filmShown: (updates: string, of: string, t: string): string =>
    updates === of
      ? `Drawn after ${updates} updates, ${t}.`
      : `Drawn after ${updates} of ${of} updates, ${t}.`,
  untrained: 'untrained',
  newest: 'newest',
  fieldError: (excess: string, distance: string): string =>
    `Its field is off by: loss − floor = ${excess}; measured directly, ½E|ε̂ − ε*|² = ${distance}`,
  measuringField: 'measuring its field …',
  pointsOutside: (count: number, of: number): string =>
    `${formatCount(count)} of ${formatCount(of)} points are outside the picture.`,
  arrowsNotYet: 'The network’s arrows are not here yet.',
  loss: 'Loss',
  lossInWords: 'How wrong its guesses are',
  lossAbout:
    'The mean squared error of the noise that the network predicts, of each batch before its update, per coordinate.',
  heldOutLine: 'averaged weights on other draws',
  floor: 'exact floor',
  floorWhy:
    'The exact answer for this distribution has this loss: noise hides which point it came from, and no network can know.',
  noGuess: 'guessing 0',
  noGuessWhy: 'Whoever always answers 0 has this loss: the noise has variance 1.',
  noNetworkYet: 'Exact: no network has learned this yet. Train one first.',
  fewerOfNetwork: (count: number, wanted: number): string =>
    `${formatCount(count)} particles, not ${formatCount(wanted)}: the network is asked about each of them at every step.`,
  networkAsked: (updates: number, count: number): string =>
    `network after ${formatCount(updates)} updates, asked ${count === 1 ? 'once' : `${formatCount(count)} times`}`,
  otherTab: 'Another tab of this page trains such networks. Close it to train here.',

  // Straight paths
  reflow: 'reflow: pair each noise with where the flow leads it',
  ownPaths: 'each point and its own noise',
  reflowedPaths: 'each noise and where the flow leads it',
  meanPaths: 'the flow: the mean of all that pass',
  straightness: (value: string): string => `how much paths cross: E|ε − x₀ − u|² = ${value}; 0 if none meet`,
  measuring: 'measuring how straight they are …',
  neverCross: 'Where two paths would meet, both take the mean direction.',

  // Guidance
  classOnly: 'the class alone (w = 0)',
  guided: (w: string): string => `with guidance w = ${w}`,
  classOnlyPlain: 'the class alone',
  guidedPlain: 'with guidance',
  noClasses:
    'A set of points has no classes: take the mixture or the ring itself, whose components are the classes.',
  classOf: (n: number): string => `component ${n}`,

  // Likelihood
  logLikelihood: (end: string, change: string, sum: string, exact: string): string =>
    `log p at t = 1000: ${end}; change on the way there: ${change}. So log p at t = 1 is ${sum} nats; by the formula of the mixture it is ${exact}.`,
  nats: (value: string): string => `${value} nats`,
  divergence: 'Click another point: inside a heap it is likely, between heaps not.',
  pointLikelihood:
    'The data is a set of points: almost without noise its density is a peak at each of them, and nothing between.',
  pathPicture: 'The path of one point to noise',
  pickPoint: 'follows the point at the cursor',
  change: 'change of log p on the way to noise',

  // Heat
  blurred: 'blurred',
  undone: 'the equation run back',
  restored: 'the particles, brought back by the score',
  heatDistance: (precision: string, distance: string): string =>
    `in ${precision}: L¹ distance to the data ${distance}`,
  overflow: (precision: string): string =>
    `in ${precision}: too large for any number; nothing is left to draw`,
  restoredBy: 'by the probability-flow ODE',
  sigma: (value: string): string => `noise σ = ${value}`,
} as const;
