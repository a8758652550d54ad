import { oneOf } from '../fieldKinds';
import type { FieldsOf } from '../fieldKinds';
import { BOUND_FIELDS } from './bound';
import type { BoundFields } from './bound';
import { EXACT_FIELDS } from './exact';
import type { ExactFields } from './exact';

/** What the Lab has. */
export const EXPERIMENTS = ['rules', 'digits', 'exact', 'bound'] as const;
export type Experiment = (typeof EXPERIMENTS)[number];

/** What a link restores of the Lab. */
export interface LabFields extends ExactFields, BoundFields {
  /** Which of the experiments is open. */
  experiment: Experiment;
}

export const LAB_FIELDS: FieldsOf<LabFields> = {
  experiment: oneOf('lab', 'rules', EXPERIMENTS),
  ...EXACT_FIELDS,
  ...BOUND_FIELDS,
};
