import { beforeEach, expect, it, vi } from 'vitest';
import { notices } from './notices';
import { TEXTS } from './texts';
import { withPart } from './withPart';

beforeEach(() => notices.setState({ list: [] }));

it('names the network where a part does not arrive, does nothing then, and asks again the next time', async () => {
  const load = vi
    .fn(() => Promise.resolve({ two: 2 }))
    .mockRejectedValueOnce(new TypeError('Failed to fetch dynamically imported module'));
  const act = vi.fn(({ two }: { two: number }) => two + 1);
  expect(await withPart(load, act)).toBeUndefined();
  expect(act).not.toHaveBeenCalled();
  expect(notices.getState().list).toMatchObject([{ kind: 'error', text: TEXTS.partLost }]);
  expect(TEXTS.partLost).toContain('network');
  expect(await withPart(load, act)).toBe(3);
});

it('does not take what fails in the part for a loss', async () => {
  const failing = withPart(
    () => Promise.resolve({}),
    () => {
      throw new RangeError('beta is 1');
    },
  );
  await expect(failing).rejects.toThrow('beta is 1');
  expect(notices.getState().list).toEqual([]);
});
