import { expect, it } from 'vitest';
import { csvText } from './csv';

it('quotes what would otherwise be several cells', () => {
  const rows = [
    ['set', 'value'],
    ['a, b', 1.5],
    ['say "x"', ''],
  ];
  expect(csvText(rows)).toBe('set,value\n"a, b",1.5\n"say ""x""",\n');
});
