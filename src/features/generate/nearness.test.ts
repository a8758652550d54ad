import { expect, it } from 'vitest';
import { copyVerdict, median } from '../../diffusion/numbers/nearness';
import { TEXTS } from './texts';

it('takes the mean of the two middle values of an even number', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(median([7])).toBe(7);
  expect(median([])).toBeNaN();
  // 200 distances whose middle ones are 5.03 and 5.05: it was 5.05.
  const unseen = [...Array<number>(99).fill(4), 5.05, 5.03, ...Array<number>(99).fill(6)];
  expect(median(unseen)).toBeCloseTo(5.04, 12);
});

it('calls a distance that few unseen digits reach unusual, not a sign of no copy', () => {
  const unseen = Array.from({ length: 200 }, (_, i) => 3 + i / 100);
  expect(copyVerdict(3.02, unseen)).toEqual({ closer: 2, percent: 1, kind: 'few' });
  expect(copyVerdict(3.1, unseen)).toEqual({ closer: 10, percent: 5, kind: 'usual' });
  expect(copyVerdict(3.09, unseen).kind).toBe('few');
  expect(copyVerdict(2.9, unseen)).toEqual({ closer: 0, percent: 0, kind: 'look' });
  expect(copyVerdict(0.2, unseen).kind).toBe('copy');
  expect(TEXTS.verdict.few).toContain('unusually near');
  expect(TEXTS.verdict.few).not.toContain('no sign');
  expect(TEXTS.verdict.usual).toContain('no sign of a copy');
});
