// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { sqrt } from './chapters/sqrt';
import { qrCode } from './qrCode';
import { addressOfStep, lettersInOrder, questionAsText, stillsOf } from './steps';
import { sqrt as text } from './texts/sqrt';

const step = sqrt.steps[1];
const address = addressOfStep('sqrt', 1);

describe('a question to vote on', () => {
  it('is plain text: its answers lettered in the order of the screen, and its link, which does not answer it', () => {
    const lines = questionAsText(step, text.steps[step.id], address).split('\n');
    expect(lines).toHaveLength(6);
    expect(lines[0]).toMatch(/^Why make the picture weaker\?/);
    const [first] = step.ask ? lettersInOrder(step.ask, step.id) : [];
    const words = text.steps[step.id];
    expect(lines[1]).toBe(`A) ${'answers' in words && words.answers[first]?.text}`);
    expect(lines[5]).toBe(address);
    expect(new URL(address).search).toBe('?view=lecture&chapter=sqrt&step=2');
  });

  it('has a QR code with its three marks and a light margin of four modules', () => {
    const { size, path } = qrCode(address);
    const dark = new Set(path.match(/M\d+ \d+/g));
    const count = size - 8;
    expect((count - 17) % 4).toBe(0);
    const isDark = (column: number, row: number): boolean => dark.has(`M${column + 4} ${row + 4}`);
    for (const [column, row] of [
      [0, 0],
      [count - 7, 0],
      [0, count - 7],
    ])
      for (let i = 0; i < 7; i++) {
        expect(isDark(column + i, row) && isDark(column + i, row + 6) && isDark(column + 3, row + 3)).toBe(
          true,
        );
        expect(isDark(column + 1, row + 1)).toBe(false);
      }
    for (const each of dark)
      for (const place of each.slice(1).split(' ').map(Number)) {
        expect(place).toBeGreaterThanOrEqual(4);
        expect(place).toBeLessThan(size - 4);
      }
  });
});

it('where nothing moves, five stills stand for what would have moved', () => {
  const [chain, weight, add] = sqrt.steps;
  expect(stillsOf(chain.link, chain.acts)).toEqual({ slide: 't', values: [1, 3, 5, 6, 8] });
  expect(stillsOf(weight.link, weight.ask?.reveal.acts)?.values).toEqual([0, 250, 500, 750, 1000]);
  expect(stillsOf(add.link, add.acts)).toBeUndefined();
});
