import { SCHEDULES } from '../../../diffusion/schedule';
import { SAMPLERS } from '../../../diffusion/steps';
import {
  ANY_DIGIT,
  DIGIT_OPTIONS,
  flag,
  network,
  number,
  oneOf,
  place,
  seed,
  shown,
  slidingPlace,
  text,
  type Option,
} from '../fieldKinds';
import { SAMPLER_OPTIONS, SAMPLER_TITLE } from './samplers';

/** What is on the stage: from data to noise, from noise to data, or back from a stopped forward path. */
export type Mode = 'forward' | 'reverse' | 'denoise';
/** What the second plot draws. */
export type SignalPlot = 'alphaBar' | 'sqrt' | 'snr';

const SOURCE = /^(train\.\d{1,5}|test\.\d{1,4}|px\.[\w-]{1,1568})$/;

/** Numbers as what a menu offers. */
const menu = (values: readonly number[], unit = ''): readonly Option<number>[] =>
  values.map((value) => ({ value, label: `${value}${unit}` }));

/** What a link restores of the Timeline. Other views use source, seed, network and label, too. */
export const TIMELINE_FIELDS = {
  mode: shown(oneOf('mode', 'forward', ['forward', 'reverse', 'denoise']), {
    label: 'Path',
    noticeName: '',
    options: [
      { value: 'forward', label: 'Forward' },
      { value: 'reverse', label: 'Reverse' },
      { value: 'denoise', label: 'Restore this one' },
    ],
  }),
  /** Slider position, 0 ... 1000. */
  t: slidingPlace(number('t', 0, 0, 1000)),
  /** `train.1234`, `test.12`, or `px.` and an encoded 28 x 28 picture (pictureCodec). */
  source: shown(text('x0', 'train.7', SOURCE, 'train.N, test.N or a picture made by this page'), {
    label: 'digit',
  }),
  process: shown(oneOf('noise', 'closed', ['closed', 'chain']), {
    label: 'Noise',
    noticeName: '',
    level: 'course',
    options: [
      { value: 'closed', label: 'one noise', title: 'The same noise for every t: the closed form' },
      { value: 'chain', label: 'chain', title: 'Fresh noise at each step: the Markov chain' },
    ],
  }),
  /** Schedule of the forward process; the network knows only its own. */
  schedule: shown(oneOf('schedule', 'linear', SCHEDULES), {
    label: 'Schedule',
    level: 'course',
    prefix: '',
    title: 'How beta grows with t',
    options: SCHEDULES.map((value) => ({ value, label: value })),
  }),
  /** Seed of every noise on the page, 0 ... 2^32 - 1. */
  seed: shown(seed('seed', 42), {
    label: 'seed',
    level: 'course',
    title: 'Every noise on the page follows from this number: the same seed, the same pictures',
  }),
  /** `shipped`, or `run.ID.UPDATE`: a network that was trained in this browser. */
  network: shown(network('network'), { label: 'network' }),
  /** Class asked of the network, 0 ... 9, or 10 for any. */
  label: shown(number('class', ANY_DIGIT, 0, ANY_DIGIT), {
    label: 'Class',
    prefix: 'class',
    options: [
      { value: ANY_DIGIT, label: 'any', title: 'Any digit may come' },
      ...DIGIT_OPTIONS.map((option) => ({ ...option, title: `Ask for a ${option.label}` })),
    ],
  }),
  sampler: shown(oneOf('sampler', 'ddpm', SAMPLERS), {
    label: 'Sampler',
    noticeName: '',
    level: 'course',
    prefix: '',
    title: SAMPLER_TITLE,
    options: SAMPLER_OPTIONS,
  }),
  /** Reverse steps over the whole way from t = 1000. */
  steps: shown(number('steps', 1000, 1, 1000), {
    label: 'Steps from t = 1000',
    level: 'course',
    prefix: '',
    options: [...menu([1000, 500, 250, 100, 50, 20, 10, 5, 2], ' steps'), { value: 1, label: '1 step' }],
  }),
  /** Noise share of DDIM, 0 ... 1. */
  eta: shown(number('eta', 0, 0, 1, 0.01), {
    label: 'eta, the share of fresh noise',
    level: 'course',
    prefix: 'η',
    options: menu([0, 0.2, 0.5, 0.8, 1]),
  }),
  /** Classifier-free guidance w, 0 ... 5. */
  guidance: shown(number('w', 0, 0, 5, 0.1), {
    label: 'guidance w',
    noticeName: 'w',
    level: 'all',
    title: '(1 + w) ε̂ with the class − w ε̂ without it; it needs a class',
    options: menu([0, 0.5, 1, 2, 3, 5]),
  }),
  /** Where the forward path was stopped, 1 ... 1000 (mode denoise). */
  from: shown(number('from', 400, 1, 1000), { label: 'starting t', noticeName: 'From t =' }),
  /** How many times the network tries from one x_t (mode denoise). */
  tries: shown(number('tries', 4, 1, 8), { label: 'tries', level: 'course', options: menu([1, 2, 4, 6, 8]) }),
  /** Which of the tries is on the stage. */
  chosen: place(number('try', 0, 0, 7)),
  plot: shown(oneOf('plot', 'alphaBar', ['alphaBar', 'sqrt', 'snr']), {
    label: 'Plot of',
    noticeName: '',
    options: [
      { value: 'alphaBar', label: 'ᾱ', title: 'alpha-bar' },
      { value: 'sqrt', label: '√ᾱ', title: 'The two weights' },
      { value: 'snr', label: 'SNR', title: 'Signal-to-noise ratio in dB' },
    ],
  }),
  log: shown(flag('log'), { label: 'log' }),
  /** Playback rate: 1 is 100 t a second. */
  speed: shown(number('speed', 1, 0.1, 10, 0.1), {
    label: 'Speed',
    level: 'all',
    prefix: '',
    options: menu([0.25, 0.5, 1, 2, 4], '×'),
  }),
  loop: shown(flag('loop'), { label: 'Repeat' }),
};
