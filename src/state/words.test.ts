import { beforeEach, expect, it, vi } from 'vitest';
import { notices } from './notices';
import { createWords } from './words';

beforeEach(() => notices.setState({ list: [] }));

it('has English at hand, and fetches another language once', async () => {
  const de = vi.fn(() => Promise.resolve('Rauschen'));
  const words = createWords('noise', { de });
  await words.fetch('en');
  expect(words.store.getState()).toEqual({ en: 'noise' });
  await Promise.all([words.fetch('de'), words.fetch('de')]);
  await words.fetch('de');
  expect(words.store.getState()).toEqual({ en: 'noise', de: 'Rauschen' });
  expect(de).toHaveBeenCalledTimes(1);
});

it('says once that a language did not arrive, and asks again', async () => {
  const de = vi.fn(() => Promise.resolve('Rauschen')).mockRejectedValueOnce(new Error('offline'));
  const words = createWords('noise', { de });
  await Promise.all([words.fetch('de'), words.fetch('de')]);
  expect(notices.getState().list).toHaveLength(1);
  expect(words.store.getState()).toEqual({ en: 'noise' });
  await words.fetch('de');
  expect(words.store.getState().de).toBe('Rauschen');
});
