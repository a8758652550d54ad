// npm run bench -- NAME [--json]: runs bench/NAME.mjs and prints its figures as a table, or as one JSON object.
import { readdirSync } from 'node:fs';
import { cpus } from 'node:os';

const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.mjs') && file !== 'run.mjs')
  .map((file) => file.replace('.mjs', ''));
const [name, ...flags] = process.argv.slice(2);
const json = flags.includes('--json');
const unknownFlag = flags.find((flag) => flag !== '--json');
if (!names.includes(name) || unknownFlag) {
  const problem = unknownFlag
    ? `${unknownFlag} is not an option.`
    : `${name ?? 'No name'} is not a benchmark.`;
  console.error(`${problem} Usage: npm run bench -- ${names.join('|')} [--json]`);
  process.exit(2);
}

const text = (value) =>
  typeof value === 'number' ? String(Math.round(value * 10) / 10) : String(value ?? '');

/** One line a row; numbers are aligned to the right. */
function table(rows) {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const widths = columns.map((column) =>
    Math.max(column.length, ...rows.map((row) => text(row[column]).length)),
  );
  const line = (cells, isNumber) =>
    cells.map((cell, i) => (isNumber(i) ? cell.padStart(widths[i]) : cell.padEnd(widths[i]))).join('  ');
  const isNumeric = (i) => rows.every((row) => typeof (row[columns[i]] ?? 0) === 'number');
  return [columns, ...rows.map((row) => columns.map((column) => text(row[column])))]
    .map((cells) => line(cells, isNumeric))
    .join('\n');
}

const { title, run } = await import(`./${name}.mjs`);
const { rows, notes = [] } = await run();
const machine = { cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length, node: process.version };
if (json) console.log(JSON.stringify({ bench: name, machine, rows, notes }));
else {
  console.log(`${title}\n${machine.cores} x ${machine.cpu}, Node ${machine.node}\n\n${table(rows)}`);
  for (const note of notes) console.log(note);
}
