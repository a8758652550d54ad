import { flag, oneOf, place, type Field, type StateOf } from '../fieldKinds';
import { DETECT_FIELDS } from './detect';
import { EDIT_FIELDS } from './edit';
import { GENERATE_FIELDS } from './generate';
import { LAB_FIELDS } from './lab';
import { SCHEDULE_FIELDS } from './schedule';
import { TIMELINE_FIELDS } from './timeline';
import { TRAIN_FIELDS } from './train';

/** The views of the page, in the order of the header. */
export const PAGES = ['timeline', 'schedule', 'generate', 'train', 'edit', 'detect', 'lab'] as const;
export type Page = (typeof PAGES)[number];

const survivesReset = <T>(field: Field<T>): Field<T> => ({ ...place(field), survivesReset: true });

/** The fields of the page and of all its views, in the order of the header. */
const TABLE = {
  /** Which of the page's views is open. */
  page: survivesReset(oneOf('view', 'timeline', PAGES)),
  present: survivesReset(flag('present')),
  ...TIMELINE_FIELDS,
  ...SCHEDULE_FIELDS,
  ...GENERATE_FIELDS,
  ...TRAIN_FIELDS,
  ...EDIT_FIELDS,
  ...DETECT_FIELDS,
  ...LAB_FIELDS,
};

/** Everything that a link can restore. */
export type ViewState = StateOf<typeof TABLE>;

/** The one table behind links, undo and controls. */
export const FIELDS: { readonly [K in keyof ViewState]: Field<ViewState[K]> } = TABLE;

export const FIELD_NAMES = Object.keys(FIELDS) as (keyof ViewState)[];

/** The names of the fields that a condition holds of. */
export const fieldsWhere = (holds: (field: Field<never>) => boolean): readonly (keyof ViewState)[] =>
  FIELD_NAMES.filter((name) => holds(FIELDS[name] as unknown as Field<never>));
