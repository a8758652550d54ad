import { expect, it } from 'vitest';
import { drain } from './drain';

// eslint-disable-next-line @typescript-eslint/require-await -- a job that does not wait
async function* job(fails: boolean): AsyncGenerator<number, string, void> {
  yield 1;
  yield 2;
  if (fails) throw new Error('broken');
  return 'done';
}

it('passes every event on and resolves with the result', async () => {
  const events: number[] = [];
  expect(await drain(job(false), (event) => events.push(event))).toBe('done');
  expect(events).toEqual([1, 2]);
});

it('rejects with the error of the job', async () => {
  await expect(drain(job(true))).rejects.toThrow('broken');
});
