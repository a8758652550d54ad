import { expect, it } from 'vitest';
import { memo } from './memo';

it('makes a result anew only where an argument has changed', () => {
  const remember = memo<object>();
  const make = (args: readonly unknown[]): object => remember(args, () => ({}));
  const first = make([1, NaN, 'a']);
  expect(make([1, NaN, 'a'])).toBe(first);
  const second = make([1, NaN, 'b']);
  expect(second).not.toBe(first);
  expect(make([1, NaN, 'a'])).not.toBe(first);
});
