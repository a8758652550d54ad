type Cell = string | number;

const cellText = (value: Cell): string =>
  /[",\n]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : String(value);

/** Rows as comma-separated values (RFC 4180, with line feeds alone): a cell that would be several is quoted. */
export const csvText = (rows: readonly (readonly Cell[])[]): string =>
  rows.map((row) => `${row.map(cellText).join(',')}\n`).join('');
