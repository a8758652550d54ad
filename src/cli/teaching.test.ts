import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { COURSES, taskOf } from '../exercises/exercises';
import { decodeView } from '../state/link/codec';
import { readExercisesArguments } from './exercisesArguments';
import { readTrainArguments } from './trainArguments';

const FOLDER = 'docs/teaching';
const pages = readdirSync(FOLDER).map((name) => [name, readFileSync(`${FOLDER}/${name}`, 'utf8')] as const);
const quoted = (text: string): string[] =>
  Array.from(text.replaceAll(/\s*\n\s*/g, ' ').matchAll(/`([^`]+)`/g), ([, each]) => each);

describe.each(pages)('%s', (_, text) => {
  it('has links that the page understands', () => {
    for (const link of quoted(text).filter((each) => each.startsWith('?')))
      expect(decodeView(new URLSearchParams(link)).problems, link).toEqual([]);
  });

  it('has commands that are read', () => {
    for (const command of quoted(text).filter((each) => each.startsWith('npm run '))) {
      const [, , name, , ...args] = command.split(' ');
      expect(name).toMatch(/^(exercises|train)$/);
      expect(() =>
        name === 'train' ? readTrainArguments(args) : readExercisesArguments(args),
      ).not.toThrow();
    }
  });
});

it('says which exercises a course has, and how long they take', () => {
  for (const course of ['first', 'mathematics'] as const) {
    const text = readFileSync(`${FOLDER}/${course}.md`, 'utf8').replaceAll(/\s+/g, ' ');
    const ids = COURSES[course].map(String);
    const minutes = COURSES[course].reduce((sum, id) => sum + taskOf(id, '').minutes, 0);
    expect(text).toContain(
      `exercises ${ids.slice(0, -1).join(', ')} and ${ids.at(-1)}, about ${minutes} minutes`,
    );
  }
});

it.each([
  ['first', 50],
  ['mathematics', 90],
  ['open-day', 10],
])('the minutes of %s add up to %i', (name, total) => {
  const text = readFileSync(`${FOLDER}/${name}.md`, 'utf8');
  const minutes = Array.from(
    text.matchAll(/^\| (\d*)(½?) \|/gm),
    ([, whole, half]) => Number(whole) + (half ? 0.5 : 0),
  );
  expect(minutes.reduce((sum, each) => sum + each, 0)).toBe(total);
});
