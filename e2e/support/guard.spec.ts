import { expect, test } from './test';

// The net under every story is itself tested: each of these must be noticed, in the page and in a worker.
const provocations = `
  console.error('provoked: console');
  setTimeout(() => { throw new Error('provoked: uncaught'); });
  void Promise.reject(new Error('provoked: unhandled'));
  void fetch('/provoked-missing').catch(() => {});
  void fetch('http://localhost:9999/provoked').catch(() => {});
`;
const expected = [
  /console error: provoked: console/,
  /uncaught error: Error: provoked: uncaught/,
  /uncaught error: Error: provoked: unhandled/,
  /failed request: 404 .*provoked-missing/,
];
const leaving = /request leaves the origin: http:\/\/localhost:9999/;
const refused = /Content-Security-Policy: connect-src refused http:\/\/localhost:9999/;

test('a page that misbehaves fails its test', async ({ page, problems }) => {
  problems.allow(/./);
  await page.addInitScript(`addEventListener('DOMContentLoaded', () => {${provocations}})`);
  await page.goto('.');
  for (const problem of [...expected, refused]) {
    await expect.poll(() => problems.found).toContainEqual(expect.stringMatching(problem));
  }
});

test('a worker that misbehaves fails its test', async ({ page, problems }) => {
  await page.route('**/provoked.js', (route) => {
    return route.fulfill({ contentType: 'text/javascript', body: provocations });
  });
  await page.goto('.');
  expect(problems.found).toEqual([]);
  problems.allow(/./);
  await page.evaluate(() => {
    new Worker('provoked.js');
  });
  for (const problem of [...expected, leaving]) {
    await expect.poll(() => problems.found).toContainEqual(expect.stringMatching(problem));
  }
});
