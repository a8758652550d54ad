import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { csvText } from '../data/csv';
import { COURSES, EXERCISE_IDS, taskOf } from '../exercises/exercises';
import { STUDENT } from '../exercises/student';
import type { Task, Verdict } from '../exercises/task';
import { readAnswers, type Answer } from './answers';
import { command } from './command';
import { HELP, readExercisesArguments, type ExercisesOptions } from './exercisesArguments';
import { createNodeMeasure } from './nodeMeasure';
import { UsageError } from './options';
import { progressWriter } from './progressLine';
import { markdownOf } from './sheets/markdown';
import { moodleOf } from './sheets/moodle';
import { printedOf } from './sheets/print';
import { exact, type Sheet } from './sheets/sheet';

const measure = createNodeMeasure();

async function readText(option: string, file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => {
    throw new UsageError(`${option} is a file that can be read, and "${file}" is none`);
  });
}

/** The names of a file, a line each. @throws UsageError for one that links cannot have, or that stands there twice */
async function readStudents(file: string): Promise<string[]> {
  const names = (await readText('--students', file))
    .replace(/^\uFEFF/, '')
    .split('\n')
    .map((line) => line.trim().normalize())
    .filter((line) => line !== '');
  const bad = names.find((name) => !STUDENT.test(name));
  if (bad !== undefined) throw new UsageError(`"${bad}" in "${file}" is no name for a link; see --help`);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw new UsageError(`"${twice}" stands twice in "${file}"`);
  if (names.length === 0) throw new UsageError(`"${file}" has no names`);
  return names;
}

/** The files of the sheets, by their names. */
function filesOf(
  sheets: readonly Sheet[],
  { formats, page }: Extract<ExercisesOptions, { page: string }>,
): [string, string][] {
  return formats.flatMap((format): [string, string][] => {
    switch (format) {
      case 'md':
        return sheets.map((sheet) => [`${sheet.student}.md`, markdownOf(sheet, page)]);
      case 'moodle':
        return [['moodle.xml', moodleOf(sheets, page)]];
      case 'print':
        return [['print.html', printedOf(sheets, page)]];
      default:
        return format satisfies never;
    }
  });
}

const keyRows = (sheets: readonly Sheet[]) => [
  ['student', 'exercise', 'field', 'answer', 'tolerance'],
  ...sheets.flatMap(({ student, entries }) =>
    entries.flatMap(({ task, keys }) =>
      keys.map(({ field, value = '', tolerance }) => [
        student,
        task.id,
        field.id,
        exact(value),
        exact(tolerance),
      ]),
    ),
  ),
];

async function write(options: Extract<ExercisesOptions, { page: string }>): Promise<void> {
  const { course, students, out, key, force, formats } = options;
  const names = await readStudents(students);
  const areKeysWanted = key !== undefined || (out !== undefined && formats.includes('moodle'));
  const sheets: Sheet[] = [];
  const progress = progressWriter(process.stderr);
  const started = performance.now();
  // One after the other: there is one engine.
  for (const student of names) {
    const entries: Sheet['entries'][number][] = [];
    for (const id of COURSES[course]) {
      const task = taskOf(id, student);
      entries.push({ task, keys: areKeysWanted ? await task.key(measure) : [] });
    }
    sheets.push({ student, entries });
    const step = sheets.length;
    const stepsPerSecond = (1000 * step) / (performance.now() - started);
    if (areKeysWanted)
      progress({
        unit: 'student',
        step,
        steps: names.length,
        stepsPerSecond,
        secondsLeft: (names.length - step) / stepsPerSecond,
      });
  }
  const files: [string, string][] = [
    ...(out === undefined
      ? []
      : filesOf(sheets, options).map(([name, text]): [string, string] => [join(out, name), text])),
    ...(key === undefined ? [] : [[key, csvText(keyRows(sheets))] satisfies [string, string]]),
  ];
  const taken = files.find(([file]) => existsSync(file));
  if (taken && !force) throw new UsageError(`${taken[0]} exists; --force overwrites it`);
  if (out !== undefined) await mkdir(out, { recursive: true });
  await Promise.all(files.map(([file, text]) => writeFile(file, text)));
  process.stderr.write(
    `${sheets.length} students, ${COURSES[course].length} exercises: ${files.length} files\n`,
  );
}

/** Tasks are kept: what one of their answers had to run serves the others. */
const tasks = new Map<string, Task>();

/** What is said of an answer. @throws UsageError for an exercise or a field that does not exist */
async function mark({ student, exercise, field, answer }: Answer): Promise<Verdict> {
  if (!EXERCISE_IDS.includes(exercise))
    throw new UsageError(`there is no exercise ${exercise}; there are ${EXERCISE_IDS.join(', ')}`);
  const name = `${exercise} ${student}`;
  const task = tasks.get(name) ?? taskOf(exercise, student);
  tasks.set(name, task);
  const fields = task.fields.map(({ id }) => id);
  if (!fields.includes(field))
    throw new UsageError(`exercise ${exercise} has the fields ${fields.join(', ')}, and "${field}" is none`);
  return (await task.judge({ [field]: answer }, measure))[field];
}

async function check(file: string): Promise<void> {
  const answers = readAnswers(file, await readText('--check', file));
  const rows: (string | number)[][] = [];
  for (const each of answers) {
    const { isRight, says = '' } = await mark(each);
    rows.push([each.student, each.exercise, each.field, each.answer, isRight ? 1 : 0, says]);
  }
  process.stdout.write(csvText([['student', 'exercise', 'field', 'answer', 'right', 'says'], ...rows]));
}

await command('exercises', HELP, readExercisesArguments, (options) =>
  'check' in options ? check(options.check) : write(options),
);
