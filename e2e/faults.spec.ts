import { expect, test } from './support/test';
import {
  expectKept,
  expectUpdates,
  openTraining,
  QUICK,
  trainButton,
  trainerOf,
  updates,
} from './support/training';

// What can go wrong while a network learns. After each the run is there, and the page says what happened.

/** Starts a training and lets it come to where copies exist. */
async function underWay(page: Parameters<typeof updates>[0]): Promise<void> {
  await openTraining(page, `${QUICK}&updates=100000`);
  await trainButton(page, 'Train').last().click();
  await expectKept(page, 25);
}

const goesOn = /The training goes on from update \d+: \d+ updates are computed again\./;

test('the worker is ended', async ({ page }) => {
  await underWay(page);
  const at = await updates(page);
  await trainerOf(page).evaluate(() => self.close());
  await expect(page.getByText(goesOn)).toBeVisible({ timeout: 40_000 });
  const text = (await page.getByText(goesOn).textContent()) ?? '';
  expect(Number(/from update (\d+)/.exec(text)?.[1])).toBeGreaterThanOrEqual(25);
  await expectUpdates(page, at + 30);
});

test('the worker never comes back from a loop', async ({ page }) => {
  await underWay(page);
  const at = await updates(page);
  void trainerOf(page)
    .evaluate(() => {
      for (;;);
    })
    .catch(() => undefined);
  await expect(page.getByText(goesOn)).toBeVisible({ timeout: 40_000 });
  await expectUpdates(page, at + 30);
});

test('weights become NaN: back to the last good copy, and a remedy', async ({ page }) => {
  await underWay(page);
  await trainerOf(page).evaluate(() => {
    const { sqrt } = Math;
    let left = 10;
    Math.sqrt = (x) => (left-- > 0 ? NaN : sqrt(x));
  });
  await expect(page.getByText('The training diverged: its loss is not a number any more.')).toBeVisible();
  const at = await updates(page);
  expect(at).toBeGreaterThanOrEqual(25);
  await trainButton(page, 'Go on with half the rate').click();
  await expect(page.getByLabel('Learning rate')).toHaveValue('0.0025');
  await expectUpdates(page, at + 30);
});

test('a second tab only looks, until the first is closed', async ({ page, context }) => {
  await underWay(page);
  const second = await context.newPage();
  await openTraining(second);
  await expect(second.getByText('Another tab of this page holds the runs.')).toBeVisible();
  await expect(trainButton(second, 'Go on')).toBeDisabled();
  await page.close();
  await expect(second.getByText('Another tab of this page holds the runs.')).toBeHidden();
  await expect(trainButton(second, 'Go on')).toBeEnabled();
  expect(await updates(second)).toBeGreaterThanOrEqual(25);
});

test('the storage is wiped while it trains: it goes on and is kept again', async ({ page }) => {
  await underWay(page);
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const request = indexedDB.deleteDatabase('thousand-steps-runs');
        request.onsuccess = () => resolve();
      }),
  );
  const at = await updates(page);
  await expectKept(page, at + 1);
  await page.reload();
  await expect(trainButton(page, 'Go on')).toBeVisible();
  expect(await updates(page)).toBeGreaterThan(at);
});

test('there is no room: the page says so, and what was kept is still there', async ({ page, context }) => {
  await underWay(page);
  const session = await context.newCDPSession(page);
  await session.send('Storage.overrideQuotaForOrigin', {
    origin: new URL(page.url()).origin,
    quotaSize: 1e6,
  });
  await expect(page.getByText('Not saved.')).toBeVisible({ timeout: 40_000 });
  await expect(trainButton(page, 'Save it as a file now')).toBeVisible();
  await page.reload();
  await expect(trainButton(page, 'Go on')).toBeVisible();
  expect(await updates(page)).toBeGreaterThanOrEqual(25);
});

test('the page itself crashes: the run waits for the next one', async ({ page, context, problems }) => {
  problems.allow(/the page crashed/);
  await underWay(page);
  const session = await context.newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  session.send('Page.crash').catch(() => undefined); // Nobody is left to answer.
  await crashed;
  const next = await context.newPage();
  await openTraining(next);
  await expect(trainButton(next, 'Go on')).toBeEnabled();
  const at = await updates(next);
  expect(at).toBeGreaterThanOrEqual(25);
  await trainButton(next, 'Go on').click();
  await expectUpdates(next, at + 10);
});
