import { RULES } from '../../../diffusion/rules';
import { oneOf, place, shown } from '../fieldKinds';
import { BOUND_FIELDS } from './bound';
import { BUG_FIELDS } from './bugs';
import { DERIVATION_FIELDS } from './derivation';
import { EXACT_FIELDS } from './exact';

/** What the Lab has. */
export const EXPERIMENTS = ['rules', 'digits', 'exact', 'bound', 'derivation', 'bugs'] as const;
export type Experiment = (typeof EXPERIMENTS)[number];

/** Those that are mathematics: without symbols they are shown only to those who follow a link. */
export const MATHEMATICS: readonly Experiment[] = ['bound', 'derivation'];

/** What they are called. */
export const EXPERIMENT_TITLES: Readonly<Record<Experiment, string>> = {
  rules: 'Reverse rules',
  digits: 'Rules on digits',
  exact: 'Exact denoiser',
  bound: 'Likelihood bound',
  derivation: 'Derivation',
  bugs: 'Real bugs',
};

/** What a link restores of the Lab. */
export const LAB_FIELDS = {
  /** Which of the experiments is open. */
  experiment: shown(oneOf('lab', 'rules', EXPERIMENTS), {
    label: 'Experiments',
    noticeName: '',
    options: EXPERIMENTS.map((value) => ({ value, label: EXPERIMENT_TITLES[value] })),
  }),
  /** The rule whose card a link leads to. */
  card: place(oneOf('card', 'none', ['none', ...RULES])),
  ...EXACT_FIELDS,
  ...BOUND_FIELDS,
  ...DERIVATION_FIELDS,
  ...BUG_FIELDS,
};
