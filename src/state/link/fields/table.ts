import { flag, oneOf, place, type Field } from '../fieldKinds';
import { DETECT_FIELDS, type DetectFields } from './detect';
import { EDIT_FIELDS, type EditFields } from './edit';
import { GENERATE_FIELDS, type GenerateFields } from './generate';
import { GLOSSARY_FIELDS, type GlossaryFields } from './glossary';
import { LAB_FIELDS, type LabFields } from './lab';
import { SCHEDULE_FIELDS, type ScheduleFields } from './schedule';
import { TIMELINE_FIELDS, type TimelineFields } from './timeline';
import { TRAIN_FIELDS, type TrainFields } from './train';

/** The fields of each view, in the order of the header. A new view adds its row here and its interface to ViewState. */
export const FIELDS_OF_VIEWS = {
  timeline: TIMELINE_FIELDS,
  schedule: SCHEDULE_FIELDS,
  generate: GENERATE_FIELDS,
  train: TRAIN_FIELDS,
  edit: EDIT_FIELDS,
  detect: DETECT_FIELDS,
  lab: LAB_FIELDS,
  glossary: GLOSSARY_FIELDS,
} as const;

/** The views of the page. */
export type Page = keyof typeof FIELDS_OF_VIEWS;
export const PAGES = Object.keys(FIELDS_OF_VIEWS) as readonly Page[];

interface PageFields {
  /** Which of the page's views is open. */
  page: Page;
  present: boolean;
}

/** Everything that a link can restore. */
export interface ViewState
  extends
    PageFields,
    TimelineFields,
    ScheduleFields,
    GenerateFields,
    TrainFields,
    EditFields,
    DetectFields,
    LabFields,
    GlossaryFields {}

const survivesReset = <T>(field: Field<T>): Field<T> => ({ ...place(field), survivesReset: true });

/** The one table behind links, undo and controls. */
export const FIELDS: { readonly [K in keyof ViewState]: Field<ViewState[K]> } = {
  page: survivesReset(oneOf('view', 'timeline', PAGES)),
  present: survivesReset(flag('present')),
  ...FIELDS_OF_VIEWS.timeline,
  ...FIELDS_OF_VIEWS.schedule,
  ...FIELDS_OF_VIEWS.generate,
  ...FIELDS_OF_VIEWS.train,
  ...FIELDS_OF_VIEWS.edit,
  ...FIELDS_OF_VIEWS.detect,
  ...FIELDS_OF_VIEWS.lab,
  ...FIELDS_OF_VIEWS.glossary,
};

export const FIELD_NAMES = Object.keys(FIELDS) as (keyof ViewState)[];

/** The names of the fields that a condition holds of. */
export const fieldsWhere = (holds: (field: Field<never>) => boolean): readonly (keyof ViewState)[] =>
  FIELD_NAMES.filter((name) => holds(FIELDS[name] as unknown as Field<never>));
