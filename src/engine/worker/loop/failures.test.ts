import { expect, it } from 'vitest';
import { deviceLost, explain } from './failures';

const unmapped = new DOMException('Buffer was unmapped before mapping was resolved.', 'AbortError');

it('reports a lost device, even if that is known only after its jobs have failed', async () => {
  const end = new AbortController();
  setTimeout(() => end.abort(deviceLost('The graphics device was lost.')), 50);
  expect(await explain(unmapped, end.signal)).toMatchObject({
    code: 'device-lost',
    message: 'The graphics device was lost.',
  });
});

it('returns errors that have another cause', async () => {
  expect(await explain(unmapped, new AbortController().signal)).toBe(unmapped);
});

it('reports missing memory, with the given remedy', async () => {
  const error = new RangeError('Array buffer allocation failed');
  expect(await explain(error, new AbortController().signal, 'Less.')).toMatchObject({
    code: 'out-of-memory',
    remedy: 'Less.',
  });
});
