import {
  flag,
  LANGS,
  LEVELS,
  oneOf,
  ordinal,
  shown,
  slidingPlace,
  survivingPlace,
  type Field,
  type StateOf,
} from '../fieldKinds';
import { DETECT_FIELDS } from './detect';
import { EDIT_FIELDS } from './edit';
import { EXERCISE_FIELDS } from './exercises';
import { GENERATE_FIELDS } from './generate';
import { GLOSSARY_FIELDS } from './glossary';
import { LAB_FIELDS } from './lab';
import { LECTURE_FIELDS } from './lecture';
import { PLANE_FIELDS } from './plane';
import { SCHEDULE_FIELDS } from './schedule';
import { TIMELINE_FIELDS } from './timeline';
import { TRAIN_FIELDS } from './train';

/** The fields of each view, in the order of the header. A new view adds its row here. */
export const FIELDS_OF_VIEWS = {
  timeline: TIMELINE_FIELDS,
  schedule: SCHEDULE_FIELDS,
  generate: GENERATE_FIELDS,
  train: TRAIN_FIELDS,
  edit: EDIT_FIELDS,
  detect: DETECT_FIELDS,
  lab: LAB_FIELDS,
  plane: PLANE_FIELDS,
  glossary: GLOSSARY_FIELDS,
  lecture: { ...LECTURE_FIELDS, ...EXERCISE_FIELDS },
} as const;

/** The views of the page. */
export type Page = keyof typeof FIELDS_OF_VIEWS;
export const PAGES = Object.keys(FIELDS_OF_VIEWS) as readonly Page[];

/** All members of a union at once. */
type Together<Union> = (Union extends unknown ? (each: Union) => void : never) extends (
  all: infer All,
) => void
  ? All
  : never;
type Joined<Views> = Together<Views[keyof Views]>;

/** The fields of all views in one object, in their order. */
const joined = <Views extends Readonly<Record<string, object>>>(views: Views): Joined<Views> =>
  Object.assign({}, ...Object.values(views)) as Joined<Views>;

/** The fields of the page and of all its views, in the order of the header. */
const TABLE = {
  /** Which of the page's views is open. */
  page: survivingPlace(oneOf('view', 'timeline', PAGES)),
  present: survivingPlace(flag('present')),
  /** Which part of the view presenter mode shows, from 0; without presenter mode 0. */
  scene: slidingPlace(ordinal('scene', 999)),
  level: survivingPlace(
    shown(oneOf('level', 'course', LEVELS), {
      label: 'Level',
      options: [
        { value: 'picture', label: 'Picture', title: 'No symbols: pictures and words' },
        { value: 'course', label: 'Course', title: 'With the symbols and settings of a course' },
        { value: 'all', label: 'All switches', title: 'Every setting of the page' },
      ],
    }),
  ),
  /** Of the lecture and the glossary. */
  lang: survivingPlace(
    shown(oneOf('lang', 'en', LANGS), {
      label: 'Language',
      options: [
        { value: 'en', label: 'English' },
        { value: 'de', label: 'Deutsch' },
      ],
    }),
  ),
  ...joined(FIELDS_OF_VIEWS),
};

/** Everything that a link can restore. */
export type ViewState = StateOf<typeof TABLE>;

/** The one table behind links, undo and controls. */
export const FIELDS: { readonly [K in keyof ViewState]: Field<ViewState[K]> } = TABLE;

/** The view whose table has a field; undefined for fields of the page itself. */
export const pageOfField = (name: keyof ViewState): Page | undefined =>
  PAGES.find((page) => name in FIELDS_OF_VIEWS[page]);

/** What a notice calls a field: words that stand on the screen, or none where its values say all. */
export function nameOfField(name: keyof ViewState): string {
  const { shown, param } = FIELDS[name];
  return shown?.noticeName ?? shown?.prefix ?? shown?.label ?? param;
}

export const FIELD_NAMES = Object.keys(FIELDS) as (keyof ViewState)[];

/** The names of the fields that a condition holds of. */
export const fieldsWhere = (holds: (field: Field<never>) => boolean): readonly (keyof ViewState)[] =>
  FIELD_NAMES.filter((name) => holds(FIELDS[name] as unknown as Field<never>));
