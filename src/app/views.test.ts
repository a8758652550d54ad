// @vitest-environment happy-dom
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { RUNS } from '../state/lecture/runs';
import { PAGES } from '../state/link/fields/table';
import { KEY_ROWS } from './keyboard';
import { VIEWS } from './views';

it('shows every page that a link can name', () => {
  expect(VIEWS.map(({ page }) => page)).toEqual(PAGES);
});

it('has what a step of the lecture can begin', () => {
  for (const { page, runs = {} } of VIEWS)
    expect(Object.keys(runs), page).toEqual(
      Object.entries(RUNS).flatMap(([name, at]) => (at === page ? name : [])),
    );
});

it('binds a key of a view once', () => {
  const everywhere = VIEWS.flatMap((view) => view.globalKeys ?? []).map(({ key }) => key);
  for (const { keys, page } of VIEWS) {
    const bound = [...keys.rows.map(({ key }) => key), ...everywhere];
    expect(new Set(bound).size, page).toBe(bound.length);
  }
});

it('has the same keys in README as in the dialog', () => {
  const readme = readFileSync('README.md', 'utf8');
  const section = readme.slice(readme.indexOf('## Keys'), readme.indexOf('## On the command line'));
  const rows = section.split('\n').filter((line) => line.startsWith('| '));
  expect(rows.slice(1)).toEqual(KEY_ROWS.map(({ label, does }) => `| ${label} | ${does} |`));
});
