import { HAND_RANGE } from '../../diffusion/handCurve';
import { SCHEDULES } from '../../diffusion/schedule';
import type { ScheduleName } from '../../diffusion/schedule';
import type { Sampler } from '../../diffusion/steps';
import { WEIGHTINGS } from '../../diffusion/weighting';
import type { Weighting } from '../../diffusion/weighting';
import { MOST_UPDATES, TRAINABLE_NAMES } from '../../engine/protocol/train';
import type { TrainConfig } from '../../engine/protocol/train';
import { BOUND_FIELDS } from './fields/bound';
import type { BoundFields } from './fields/bound';
import { DETECT_FIELDS } from './fields/detect';
import type { DetectState } from './fields/detect';
import { EDIT_FIELDS } from './fields/edit';
import type { EditState } from './fields/edit';
import { EXACT_FIELDS } from './fields/exact';
import type { ExactState } from './fields/exact';
import { GENERATION_FIELDS } from './fields/generate';
import type { GenerationState } from './fields/generate';
import {
  ANY_DIGIT,
  flag,
  learned,
  network,
  number,
  numbers,
  oneOf,
  oneOfNumbers,
  someOf,
} from './fieldKinds';
import type { Field } from './fieldKinds';

/** The views of the page. */
export const PAGES = ['timeline', 'schedule', 'generate', 'train', 'edit', 'detect', 'lab'] as const;
export type Page = (typeof PAGES)[number];
/** What the laboratory has. */
export const EXPERIMENTS = ['rules', 'digits', 'exact', 'bound'] as const;
export type Experiment = (typeof EXPERIMENTS)[number];
/** What is on the stage: the way down, the way back, or the way back from a stopped way down. */
export type Mode = 'forward' | 'reverse' | 'denoise';
/** One epsilon for every t (closed form), or a fresh one each step (the Markov chain). */
export type Process = 'closed' | 'chain';
/** What the second plot draws. */
export type SignalPlot = 'alphaBar' | 'sqrt' | 'snr';

/** What can be compared with each other: the named schedules, a beta curve drawn by hand, and the additive process. */
export const COMPARABLE = [...SCHEDULES, 'hand', 'additive'] as const;
export type Comparable = (typeof COMPARABLE)[number];

/** How many of MNIST's training digits may be learned from. */
export const TRAINING_SIZES = [1000, 10_000, 60_000] as const;
export type TrainingSize = (typeof TRAINING_SIZES)[number];

export { ANY_DIGIT };

/** Everything that a link can restore. */
export interface ViewState extends GenerationState, ExactState, BoundFields, EditState, DetectState {
  /** Which of the page's views is open. */
  page: Page;
  mode: Mode;
  /** Slider position, 0 ... 1000. */
  t: number;
  /** `train.1234`, `test.12`, or `px.` and an encoded 28 x 28 picture (pictureCodec). */
  source: string;
  process: Process;
  /** Schedule of the forward process; the network knows only its own. */
  schedule: ScheduleName;
  /** Seed of every noise on the page, 0 ... 2^32 - 1. */
  seed: number;
  /** `shipped`, or `run.ID.UPDATE`: a network that was trained in this browser. Generate's A asks it, too. */
  network: string;
  /** Class asked of the network, 0 ... 9, or 10 for any. */
  label: number;
  sampler: Sampler;
  /** Reverse steps over the whole way from t = 1000. */
  steps: number;
  /** Noise share of DDIM, 0 ... 1. */
  eta: number;
  /** Classifier-free guidance w, 0 ... 5. */
  guidance: number;
  /** Where the forward path was stopped, 1 ... 1000 (mode denoise). */
  from: number;
  /** How many times the network tries from one x_t (mode denoise). */
  tries: number;
  /** Which of the tries is on the stage. */
  chosen: number;
  plot: SignalPlot;
  log: boolean;
  /** Playback rate: 1 is 100 t a second. */
  speed: number;
  loop: boolean;
  present: boolean;
  /** What stands side by side, in the order of COMPARABLE. */
  compared: readonly Comparable[];
  /** Steps of what is compared, 10 ... 4000. */
  comparedT: number;
  /** Knots of the beta curve drawn by hand, for T = 1000 (diffusion/handCurve). */
  hand: readonly number[];
  /** Whether the additive process is shown brought to variance 1, where it is a DDPM. */
  rescaled: boolean;
  /** Whether the network samples under each process that is compared. */
  sampled: boolean;
  /** Place on the way where the comparison is looked at, in thousandths of it. */
  place: number;
  /** Which of the laboratory's experiments is open. */
  experiment: Experiment;
  /** Network that is trained. */
  trainNetwork: TrainConfig['network'];
  /** Number of the last update. */
  trainGoal: number;
  /** Pictures in an update. */
  trainBatch: number;
  trainRate: number;
  trainOutput: TrainConfig['output'];
  trainWeighting: Weighting;
  trainSchedule: ScheduleName;
  /** Longest decay of the weights' moving average. */
  trainAverage: number;
  /** Training digits. */
  trainDigits: TrainingSize;
  /** The one class that is learned, 10 for all, or 11 + c for all but c. */
  trainLabel: number;
  trainSeed: number;
}

const source: Field<string> = {
  param: 'x0',
  initial: 'train.7',
  parse: (text) => (/^(train\.\d{1,5}|test\.\d{1,4}|px\.[\w-]{1,1568})$/.test(text) ? text : undefined),
  print: (value) => value,
  allowed: 'train.N, test.N or a picture made by this page',
};

/** Where the curve drawn by hand starts: near the cosine schedule. */
const HAND_START: readonly number[] = [1e-4, 1.5e-3, 3e-3, 6e-3, 0.012, 0.1];

/** The one table behind links, undo and (later) lectures and exports. */
export const FIELDS: { readonly [K in keyof ViewState]: Field<ViewState[K]> } = {
  page: oneOf('view', 'timeline', PAGES),
  mode: oneOf('mode', 'forward', ['forward', 'reverse', 'denoise']),
  t: number('t', 0, 0, 1000),
  source,
  process: oneOf('noise', 'closed', ['closed', 'chain']),
  schedule: oneOf('schedule', 'linear', SCHEDULES),
  seed: number('seed', 42, 0, 2 ** 32 - 1),
  network: network('network'),
  label: number('class', ANY_DIGIT, 0, ANY_DIGIT),
  sampler: oneOf('sampler', 'ddpm', ['ddpm', 'ddim']),
  steps: number('steps', 1000, 2, 1000),
  eta: number('eta', 0, 0, 1, false),
  guidance: number('w', 0, 0, 5, false),
  from: number('from', 400, 1, 1000),
  tries: number('tries', 4, 1, 8),
  chosen: number('try', 0, 0, 7),
  plot: oneOf('plot', 'alphaBar', ['alphaBar', 'sqrt', 'snr']),
  log: flag('log'),
  speed: number('speed', 1, 0.1, 10, false),
  loop: flag('loop'),
  present: flag('present'),
  compared: someOf('compare', ['linear', 'cosine', 'additive'], COMPARABLE),
  comparedT: number('T', 1000, 10, 4000),
  hand: numbers('hand', HAND_START, HAND_RANGE),
  rescaled: flag('rescaled'),
  sampled: flag('sampled'),
  place: number('at', 500, 0, 1000),
  experiment: oneOf('lab', 'rules', EXPERIMENTS),
  ...EXACT_FIELDS,
  trainNetwork: oneOf('net', 'tiny', TRAINABLE_NAMES),
  trainGoal: number('updates', 1000, 1, MOST_UPDATES),
  trainBatch: number('batch', 128, 1, 1024),
  trainRate: number('lr', 0.005, 0, 1, false),
  trainOutput: oneOf('output', 'v', ['v', 'epsilon', 'x0']),
  trainWeighting: oneOf('weighting', 'v', WEIGHTINGS),
  trainSchedule: oneOf('trainschedule', 'linear', SCHEDULES),
  trainAverage: number('ema', 0.995, 0, 0.99999, false),
  trainDigits: oneOfNumbers('digits', 10_000, TRAINING_SIZES),
  trainLabel: learned('only'),
  trainSeed: number('trainseed', 0, 0, 2 ** 32 - 1),
  ...BOUND_FIELDS,
  ...GENERATION_FIELDS,
  ...EDIT_FIELDS,
  ...DETECT_FIELDS,
};

export const VIEW_KEYS = Object.keys(FIELDS) as (keyof ViewState)[];

/** Link parameters that are not the view's: they choose how the page runs. */
export const FOREIGN: readonly string[] = ['backend', 'perf'];

/** The state that a bare link opens. */
export function initialView(): ViewState {
  return Object.fromEntries(VIEW_KEYS.map((name) => [name, FIELDS[name].initial])) as unknown as ViewState;
}

/** Whether a field stands where a bare link has it. */
export function isAtStart<K extends keyof ViewState>(name: K, state: Pick<ViewState, K>): boolean {
  const { initial, print } = FIELDS[name];
  // Lists are told apart by what is in them.
  return state[name] === initial || (typeof initial === 'object' && print(state[name]) === print(initial));
}

/** What a link to the Train view always says: what is proposed there depends on the device. */
const isSaid = (name: keyof ViewState, { page }: ViewState): boolean =>
  name === 'trainNetwork' && page === 'train';

/** The view as link parameters: only what differs from the start, in the table's order. */
export function encodeView(view: ViewState): URLSearchParams {
  const params = new URLSearchParams();
  const put = <K extends keyof ViewState>(name: K, state: Pick<ViewState, K>) => {
    const field = FIELDS[name];
    if (!isAtStart(name, state) || isSaid(name, view)) params.set(field.param, field.print(state[name]));
  };
  VIEW_KEYS.forEach((name) => put(name, view));
  return params;
}

/**
 * Reads a link. A parameter that is bad or unknown leaves its field as it starts and adds one sentence to `problems`.
 */
export function decodeView(params: URLSearchParams): { view: ViewState; problems: string[] } {
  const view = initialView();
  const problems: string[] = [];
  const known = new Set(FOREIGN);
  const take = <K extends keyof ViewState>(name: K, state: Pick<ViewState, K>) => {
    const field = FIELDS[name];
    known.add(field.param);
    const text = params.get(field.param);
    if (text === null) return;
    const value = field.parse(text);
    if (value === undefined)
      problems.push(`${field.param} = "${text.slice(0, 24)}" is not ${field.allowed}.`);
    else state[name] = value;
  };
  VIEW_KEYS.forEach((name) => take(name, view));
  for (const param of params.keys())
    if (!known.has(param)) problems.push(`"${param.slice(0, 24)}" is not a parameter of this page.`);
  if (view.mode === 'denoise' && view.t > view.from) view.t = view.from;
  if (view.chosen >= view.tries) view.chosen = 0;
  return { view, problems };
}
