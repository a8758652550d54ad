import { expect, it } from 'vitest';
import { memo } from './memo';

it('makes a result once, and again when one of its inputs is another', () => {
  const keep = memo<{ readonly made: number }>();
  let made = 0;
  const make = () => ({ made: ++made });
  const picture = new Float32Array(1);
  expect(keep([picture, 1], make)).toBe(keep([picture, 1], make));
  expect(keep([picture, 2], make)).toEqual({ made: 2 });
  expect(keep([picture.slice(), 2], make)).toEqual({ made: 3 });
  // Only the newest is kept.
  expect(keep([picture, 1], make)).toEqual({ made: 4 });
});
