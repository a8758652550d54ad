import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright/test';
import { expect, test } from './support/test';
import {
  acceptableLoss,
  expectSaved,
  expectUpdates,
  openTraining,
  QUICK,
  trainButton,
  underWay,
  updates,
} from './support/training';

// What can happen to the page, the tab and the browser while a network learns.

/** What a page shows that opens where another one, or it itself, ended while a run was in training. */
async function expectRestored(page: Page, at: number, most: number): Promise<void> {
  await expect(page.getByText(/The page closed while “tiny · v · seed 0” was in training\./)).toBeVisible();
  await expect(trainButton(page, 'Continue')).toBeEnabled();
  const restored = await updates(page);
  expect(restored).toBeGreaterThanOrEqual(at - most);
  await trainButton(page, 'Continue').click();
  await expectUpdates(page, restored + 5);
}

test('the page itself crashes, the next one is loaded anew: the run waits', async ({
  page,
  context,
  problems,
}) => {
  problems.allow(/the page crashed/);
  await underWay(page);
  const [at, most] = [await updates(page), await acceptableLoss(page)];
  const session = await context.newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  session.send('Page.crash').catch(() => undefined); // Nobody is left to answer.
  await crashed;
  const next = await context.newPage();
  await openTraining(next);
  await expectRestored(next, at, most);
  const reloadedAt = await updates(next);
  await expectSaved(next, reloadedAt);
  await next.reload();
  await expectRestored(next, reloadedAt, most);
});

test('a second tab only looks, until the first is closed', async ({ page, context }) => {
  await underWay(page);
  const second = await context.newPage();
  await openTraining(second);
  await expect(second.getByText('Another tab of this page uses the stored trainings.')).toBeVisible();
  await expect(trainButton(second, 'Continue')).toBeDisabled();
  const shown = await updates(second);
  await expectUpdates(page, shown + 60);
  const [at, most] = [await updates(page), await acceptableLoss(page)];
  await page.close();
  await expect(second.getByText('Another tab of this page uses the stored trainings.')).toBeHidden();
  await expectRestored(second, at, most);
});

test('ten minutes in a hidden tab: it goes on, and time in which nothing was computed is not counted', async ({
  page,
}) => {
  await page.clock.install();
  await underWay(page);
  const hide = (hidden: boolean): Promise<void> =>
    page.evaluate((value) => {
      Object.defineProperty(document, 'hidden', { configurable: true, value });
      dispatchEvent(new Event('visibilitychange'));
    }, hidden);
  const at = await updates(page);
  await hide(true);
  // The computer sleeps: every clock is ten minutes on.
  for (const worker of page.workers())
    await worker.evaluate(() => {
      const now = performance.now.bind(performance);
      performance.now = () => now() + 600_000;
    });
  await page.clock.fastForward('10:00');
  await expectUpdates(page, at + 10);
  await hide(false);
  await expect(
    page.getByText(/^This tab was hidden for 10 minutes\. The training continued from update \d+ to \d+\.$/),
  ).toBeVisible();
  const spent = page.locator('dl > div').filter({ hasText: 'training time' }).locator('dd');
  await expect(spent).toHaveText(/^(\d+ s|[1-4] min( \d+ s)?)\s*$/);
  await expectUpdates(page, at + 30);
  await expect(page.getByText(/The training continues from update/)).toBeHidden();
});

test('the browser is killed: the run is there when it is opened again', async ({
  launchOptions,
  baseURL,
}) => {
  test.slow(); // Two browsers start.
  const folder = await mkdtemp(join(tmpdir(), 'killed-browser-'));
  const { args = [], executablePath = chromium.executablePath() } = launchOptions;
  /** A browser of its own process, whose profile is in the folder. */
  const open = async () => {
    const flags = ['--headless', '--no-first-run', '--remote-debugging-port=0', `--user-data-dir=${folder}`];
    const child = spawn(executablePath, [...flags, ...args], {
      stdio: ['ignore', 'ignore', 'pipe'],
      detached: true, // a process group: what a killed browser leaves behind would keep its database locked
    });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    const address = await new Promise<string>((resolve, reject) => {
      let output = '';
      child.stderr.on('data', (data) => {
        output += String(data);
        const match = /DevTools listening on (\S+)/.exec(output);
        if (match) resolve(match[1]);
      });
      child.once('exit', () => reject(new Error(output)));
    });
    const browser = await chromium.connectOverCDP(address);
    const page = await browser.contexts()[0].newPage();
    await page.goto(`${baseURL}?${QUICK}`);
    await expect(page.getByRole('region', { name: 'Settings of the training' })).toBeVisible();
    const kill = async (): Promise<void> => {
      if (child.pid !== undefined && child.exitCode === null && child.signalCode === null)
        process.kill(-child.pid, 'SIGKILL');
      await ended;
    };
    return { page, kill };
  };
  const first = await open();
  let second;
  try {
    await trainButton(first.page, 'Train').last().click();
    await expectUpdates(first.page, 60);
    const [at, most] = [await updates(first.page), await acceptableLoss(first.page)];
    await first.kill();
    second = await open();
    await expectRestored(second.page, at, most);
  } finally {
    await first.kill();
    await second?.kill();
    await rm(folder, { recursive: true, force: true, maxRetries: 10 });
  }
});
