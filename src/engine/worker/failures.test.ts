import { expect, it } from 'vitest';
import { deviceLost, explain } from './failures';

const unmapped = new DOMException('Buffer was unmapped before mapping was resolved.', 'AbortError');

it('says that the device is lost, also where that is heard after its jobs have failed', async () => {
  const end = new AbortController();
  setTimeout(() => end.abort(deviceLost('The graphics device was lost.')), 50);
  expect(await explain(unmapped, end.signal)).toMatchObject({
    code: 'device-lost',
    message: 'The graphics device was lost.',
  });
});

it('gives back what is none of the device', async () => {
  expect(await explain(unmapped, new AbortController().signal)).toBe(unmapped);
});

it('tells where the memory does not suffice, and what to do', async () => {
  const error = new RangeError('Array buffer allocation failed');
  expect(await explain(error, new AbortController().signal, 'Less.')).toMatchObject({
    code: 'out-of-memory',
    remedy: 'Less.',
  });
});
