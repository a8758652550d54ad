import { COURSES, type Course } from '../exercises/exercises';
import { readOptions, UsageError, type Options } from './options';

const FORMATS = ['md', 'moodle', 'print'] as const;
export type Format = (typeof FORMATS)[number];

const COURSE_NAMES = Object.keys(COURSES) as Course[];

/** The options of the exercises command, checked. */
export type ExercisesOptions =
  | { readonly check: string }
  | {
      readonly course: Course;
      /** A file with a name or ID a line. */
      readonly students: string;
      /** Where the page is served, ending in a slash. */
      readonly page: string;
      readonly formats: readonly Format[];
      /** The folder of the sheets; undefined if there are none. */
      readonly out: string | undefined;
      /** The file of the right answers; undefined if there is none. */
      readonly key: string | undefined;
      readonly force: boolean;
    };

export const HELP = `Writes sheets of exercises with numbers of each student's own, their right answers, and marks.

  npm run exercises -- --students FILE --out FOLDER [options]
  npm run exercises -- --students FILE --key FILE.csv [options]
  npm run exercises -- --check FILE.csv

  --students FILE    a name or ID a line: letters, digits, spaces and . _ @ -, 64 at most
  --course NAME      ${COURSE_NAMES.join(', ')}: which exercises; default first
  --out FOLDER       the sheets; it is made if it is not there
  --format LIST      some of md (a file a student), moodle (moodle.xml, a question category a student) and
                     print (print.html, a sheet of paper a student), with commas; default md
  --page URL         where the page is served, for the links; default http://localhost:4173/
  --key FILE.csv     the right answers: student, exercise, field, answer, tolerance
  --check FILE.csv   marks answers: reads student, exercise, field, answer, and prints them with 1 or 0, and with
                     the sentence of a known mistake
  --force            overwrite files
  --help             print this

The answers of exercises 6, 7 and 10 are found by runs of the network, some 10 s a student each: for Moodle, key, marks.
The numbers follow from the exercise and the name alone: page, sheets and key always agree. Nothing leaves this machine.`;

/**
 * Reads the command line.
 * @returns the options, or 'help' if --help is given
 * @throws UsageError that says what is allowed
 */
export function readExercisesArguments(args: string[]): ExercisesOptions | 'help' {
  const options = readOptions(args, ['students', 'course', 'out', 'format', 'page', 'key', 'check']);
  if (options === 'help') return 'help';
  const check = options.given('check');
  if (check !== undefined) {
    const other = (['students', 'out', 'key'] as const).find((name) => options.given(name) !== undefined);
    if (other) throw new UsageError(`--check marks answers, so --${other} is not allowed with it`);
    return { check };
  }
  const [out, key] = [options.given('out'), options.given('key')];
  if (out === undefined && key === undefined)
    throw new UsageError('--out, --key or --check is required; see --help');
  return {
    course: options.oneOf('course', COURSE_NAMES, 'first'),
    students: options.text('students'),
    page: readPage(options),
    formats: readFormats(options),
    out,
    key,
    force: options.force,
  };
}

function readFormats(options: Options<'format'>): readonly Format[] {
  const named = options.text('format', 'md').split(',');
  const unknown = named.find((name) => !FORMATS.some((format) => format === name));
  if (unknown !== undefined)
    throw new UsageError(`--format is some of ${FORMATS.join(', ')} with commas, and "${unknown}" is none`);
  return FORMATS.filter((format) => named.includes(format));
}

function readPage(options: Options<'page'>): string {
  const text = options.text('page', 'http://localhost:4173/');
  if (!/^https?:\/\//.test(text) || !URL.canParse(text))
    throw new UsageError(`--page is an address that begins with http, not "${text}"`);
  const { origin, pathname } = new URL(text);
  return `${origin}${pathname.endsWith('/') ? pathname : `${pathname}/`}`;
}
