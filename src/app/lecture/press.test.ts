import { beforeEach, expect, it, vi } from 'vitest';
import { settled } from '../../state/fakes.test-helper';
import { press } from './press';

const run = vi.hoisted(() => ({ start: vi.fn(), stop: vi.fn() }));
vi.mock('../views', () => ({
  viewOf: (page: string) => (page === 'generate' ? { runs: { samplers: () => Promise.resolve(run) } } : {}),
}));

beforeEach(() => vi.clearAllMocks());

it('begins what the view has by that name, and stops it', async () => {
  const stop = press('samplers');
  await settled();
  expect(run.start).toHaveBeenCalledOnce();
  expect(run.stop).not.toHaveBeenCalled();
  stop();
  expect(run.stop).toHaveBeenCalledOnce();
});

it('begins nothing whose step was left before its part of the program was here, and nothing that no view has', async () => {
  press('samplers')();
  press('sets');
  await settled();
  expect(run.start).not.toHaveBeenCalled();
});
