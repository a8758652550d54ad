import {
  ARROWS,
  PLANE_DATA,
  SCORES,
  WAYS,
  type ArrowKind,
  type PlaneData,
  type Way,
} from '../../../diffusion/plane/names';
import { flag, number, numbers, oneOf, ordinal, place, shown, slidingPlace, text } from '../fieldKinds';
import { parseMixture, parseStrokes } from '../planeShapes';

/** The parts of the view. */
export const PLANE_PARTS = ['field', 'back', 'learn', 'paths', 'guidance', 'likelihood', 'heat'] as const;
export type PlanePart = (typeof PLANE_PARTS)[number];

/** What they are called. */
export const PLANE_TITLES: Readonly<Record<PlanePart, string>> = {
  field: 'Score and density',
  back: 'Ways back',
  learn: 'A network learns it',
  paths: 'Straight paths',
  guidance: 'Guidance',
  likelihood: 'Likelihood',
  heat: 'Heat backwards',
};

const options = <T extends string>(titles: Readonly<Record<T, string>>, values: readonly T[]) =>
  values.map((value) => ({ value, label: titles[value] }));

/** What the distributions are called. */
const DATA_TITLES: Readonly<Record<PlaneData, string>> = {
  mixture: 'a mixture that you drag',
  ring: 'ring of eight',
  moons: 'two moons',
  spiral: 'spiral',
  checkerboard: 'checkerboard',
  brush: 'your own, by brush',
};

const ARROW_TITLES: Readonly<Record<ArrowKind | 'none', string>> = {
  none: 'no arrows',
  score: 'score ∇ log p',
  epsilon: 'noise ε̂',
  x0: 'x̂₀ − x',
  velocity: 'velocity, towards noise',
};

/** What stands behind the particles. */
const DENSITIES = ['none', 'exact', 'histogram', 'equation'] as const;
const DENSITY_TITLES: Readonly<Record<(typeof DENSITIES)[number], string>> = {
  none: 'no density',
  exact: 'exact density',
  histogram: 'histogram of the particles',
  equation: 'Fokker–Planck on a grid',
};

export const DENSITY_OPTIONS = options(DENSITY_TITLES, DENSITIES);

/** What the ways back are called. */
export const WAY_TITLES: Readonly<Record<Way, string>> = {
  ddpm: 'DDPM',
  euler: 'DDIM (Euler)',
  sde: 'reverse SDE',
  heun: 'ODE by Heun',
  'dpm-solver-2': 'ODE by DPM-Solver-2',
  rk4: 'ODE by RK4',
};

/** Whose score the ways back follow. */
const WAY_SCORES = ['exact', 'learned', 'both'] as const;

/** How the steps of a way are spread over t. */
const SPREADS = ['even', 'snr'] as const;

const PARTICLE_COUNTS = [0, 500, 2000, 5000, 20_000] as const;

/** The fields of one of the two ways back. */
const wayFields = (side: 'a' | 'b', way: Way, steps: number) => {
  const name = side.toUpperCase();
  return {
    way: shown(oneOf(`${side}.way`, way, WAYS), {
      label: `way ${name}`,
      prefix: '',
      options: options(WAY_TITLES, WAYS),
    }),
    steps: shown(number(`${side}.n`, steps, 1, 1000), {
      label: `steps of ${name}`,
      prefix: 'steps',
      title: 'Steps from t = 1000 to 0: 1 to 1,000',
    }),
    g: shown(number(`${side}.g`, 1, 0, 2, 0.1), {
      label: `g of ${name}`,
      prefix: 'g',
      noticeName: 'g',
      level: 'course',
      title: 'How much fresh noise, 0 to 2: with 0 it is the ODE, with 1 the reverse of the forward process',
    }),
  };
};
const [A, B] = [wayFields('a', 'euler', 50), wayFields('b', 'ddpm', 200)];

/** How a point goes to its noise. */
const PLANE_PATHS = ['straight', 'ddpm'] as const;

/** Particles whose paths are drawn. */
export const MOST_TRACED = 12;
const TRACED = new RegExp(`^(\\d{1,5}(,\\d{1,5}){0,${MOST_TRACED - 1}})?$`);

/** What a link restores of the Plane. */
export const PLANE_FIELDS = {
  planePart: shown(oneOf('plane', 'field', PLANE_PARTS), {
    label: 'Parts',
    noticeName: '',
    options: options(PLANE_TITLES, PLANE_PARTS),
  }),
  /** The distribution. */
  planeData: shown(oneOf('law', 'mixture', PLANE_DATA), {
    label: 'data',
    options: options(DATA_TITLES, PLANE_DATA),
  }),
  /** The mixture that one drags, as planeShapes.ts writes it. */
  planeMixture: shown(
    {
      ...text(
        'mixture',
        '0.5,-0.8,-0.5,0.35_0.3,1.1,-0.6,0.2_0.2,0.4,1.5,0.28',
        /^/,
        'a mixture made by this page',
      ),
      parse: (value: string) => (parseMixture(value) ? value : undefined),
    },
    { label: 'mixture' },
  ),
  /** Strokes of the brush, as planeShapes.ts writes them. */
  planeBrush: shown(
    {
      ...text('strokes', '', /^/, 'strokes made by this page'),
      parse: (value: string) => (parseStrokes(value) ? value : undefined),
    },
    { label: 'strokes', noticeName: 'your own, by brush' },
  ),
  /** Points of a set whose distribution has no formula, or that stands for the mixture, 3 ... 4096. */
  planeKnown: shown(number('points', 500, 3, 4096), {
    label: 'points of the data',
    prefix: 'points',
    level: 'course',
    title: 'How many points the data has: 3 to 4,096. The exact score knows each of them',
  }),
  /** Whether the data is so many draws of the mixture instead of the mixture itself. */
  planeCopies: shown(flag('copies'), {
    label: 'know only draws of it',
    level: 'course',
    title: 'The exact score of a set of points leads back to these very points: it copies them',
  }),
  planeCount: shown(oneOf('particles', 5000, PARTICLE_COUNTS), {
    label: 'particles',
    options: PARTICLE_COUNTS.map((value) => ({
      value,
      label: value === 0 ? 'none' : value.toLocaleString('en-US'),
    })),
  }),
  /** t at which the plane is looked at, 0 ... 1000. */
  planeT: slidingPlace(number('plane.t', 250, 0, 1000)),
  planeArrows: shown(oneOf('arrows', 'score', ['none', ...ARROWS]), {
    label: 'arrows',
    level: 'course',
    options: options(ARROW_TITLES, ['none', ...ARROWS]),
  }),
  planeDensity: shown(oneOf('density', 'exact', DENSITIES), {
    label: 'density',
    options: DENSITY_OPTIONS,
  }),
  wayA: A.way,
  wayStepsA: A.steps,
  wayGA: A.g,
  wayB: B.way,
  wayStepsB: B.steps,
  wayGB: B.g,
  waySpread: shown(oneOf('spread', 'even', SPREADS), {
    label: 'steps spread',
    level: 'all',
    options: [
      { value: 'even', label: 'evenly in t' },
      { value: 'snr', label: 'evenly in log SNR' },
    ],
  }),
  /** Whose score the ways follow: with `both` A has the exact one, B the network's. */
  wayScore: shown(oneOf('ways.score', 'exact', WAY_SCORES), {
    label: 'score',
    level: 'course',
    options: [
      { value: 'exact', label: 'exact' },
      { value: 'learned', label: 'of the network' },
      { value: 'both', label: 'A exact, B the network' },
    ],
  }),
  /** Updates after which the network has learned. */
  planeGoal: shown(number('plane.updates', 3000, 1, 20_000), {
    label: 'updates',
    title: 'How many updates the network takes: 1 to 20,000',
  }),
  /** Whose arrows are drawn where a network learns. */
  planeArrowsOf: shown(oneOf('arrows.of', 'learned', SCORES), {
    label: 'arrows of',
    level: 'course',
    options: [
      { value: 'exact', label: 'exact' },
      { value: 'learned', label: 'network' },
      { value: 'difference', label: 'difference' },
    ],
  }),
  /** Indices of the particles whose paths are drawn, with commas. */
  planeTraced: shown(text('traced', '', TRACED, `up to ${MOST_TRACED} particles`), { label: 'paths' }),
  /** How each point goes to its own noise. */
  planePath: shown(oneOf('path', 'straight', PLANE_PATHS), {
    label: 'paths of the points',
    prefix: 'paths',
    level: 'course',
    options: [
      { value: 'straight', label: 'straight' },
      { value: 'ddpm', label: 'as in DDPM' },
    ],
  }),
  /** Whether each noise is paired with the point to which the flow has led it. */
  planeReflow: shown(flag('reflow'), {
    label: 'reflow',
    title:
      'Pair each noise with the point to which the flow leads it, and draw the straight paths of these pairs',
  }),
  /** The component of the mixture that is the class, from 0. */
  planeClass: shown(ordinal('class.of', 12), { label: 'class' }),
  /** Guidance scale w. */
  planeGuidance: shown(number('plane.w', 2, 0, 10, 0.5), {
    label: 'guidance w in the plane',
    prefix: 'w',
    noticeName: 'w',
    title: 'Guidance, 0 to 10: (1 + w) times the score of the class minus w times the score of all',
  }),
  /** The point whose likelihood is followed. */
  planePoint: place(numbers('point', [1.6, -1], { min: -3, max: 3 })),
  /** Arithmetic of the heat equation. */
  planePrecision: shown(oneOf('precision', 'float32', ['float32', 'float64']), {
    label: 'precision',
    level: 'course',
    options: [
      { value: 'float32', label: 'float32', title: '24 bits: about 7 decimal digits' },
      { value: 'float64', label: 'float64', title: '53 bits: about 16 decimal digits' },
    ],
  }),
};
