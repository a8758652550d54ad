import { UsageError } from './options';

/** An answer of a student to a field of an exercise. */
export interface Answer {
  readonly student: string;
  readonly exercise: number;
  readonly field: string;
  readonly answer: string;
}

/** Cells of comma-separated values (RFC 4180), by rows; empty lines are left out. */
export function csvRows(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const cells = text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g);
  for (const [, quoted, plain, end] of cells as Iterable<readonly (string | undefined)[]>) {
    row.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === ',') continue;
    if (row.length > 1 || row[0] !== '') rows.push(row);
    row = [];
  }
  return rows;
}

const COLUMNS = ['student', 'exercise', 'field', 'answer'] as const;

/**
 * The answers of a table with the columns student, exercise, field and answer, in any order; others are left out.
 * @param file for messages
 * @throws UsageError if a column is missing, or an exercise is no number
 */
export function readAnswers(file: string, text: string): Answer[] {
  const [head = [], ...rows] = csvRows(text.replace(/^\uFEFF/, ''));
  const at = COLUMNS.map((name) => head.indexOf(name));
  const missing = COLUMNS.filter((_, i) => at[i] < 0);
  if (missing.length > 0)
    throw new UsageError(
      `--check is a table with the columns ${COLUMNS.join(', ')}; "${file}" lacks ${missing.join(', ')}`,
    );
  return rows.map((row, i) => {
    const [student, exercise, field, answer] = at.map((column) => row.at(column) ?? '');
    if (!/^\d+$/.test(exercise))
      throw new UsageError(`line ${i + 2} of "${file}" has the exercise "${exercise}", which is no number`);
    return { student, exercise: Number(exercise), field, answer };
  });
}
