import { expect, test } from './support/test';
import { pixelHash } from './support/pixels';
import { open, picture, reopen } from './support/timeline';
import type { CDPSession, Locator, Page } from 'playwright/test';

// x_0 from MNIST: one digit a class at hand, all of them behind.

const gallery = (page: Page) => page.getByRole('dialog', { name: 'MNIST' });
const digits = (dialog: Locator) => dialog.getByRole('button', { name: /^MNIST (train|test) #\d+$/ });

/** Slows every download of the page down to so many bytes a second; a later session would not end what an earlier one set. */
async function throttle(session: CDPSession, bytesPerSecond: number): Promise<void> {
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 0,
    downloadThroughput: bytesPerSecond,
    uploadThroughput: -1,
  });
}

test('digits at hand, and digits of the gallery', async ({ page }) => {
  await test.step('a digit of every class is one click away', async () => {
    await open(page, 't=0');
    const hashes = new Set<string>();
    for (let digit = 0; digit <= 9; digit++) {
      const button = page.getByRole('button', { name: new RegExp(`^A ${digit}: MNIST train #\\d+$`) });
      await button.click();
      await expect(button).toHaveAttribute('aria-pressed', 'true');
      await expect.poll(async () => hashes.has(await pixelHash(picture(page)))).toBe(false);
      hashes.add(await pixelHash(picture(page)));
    }
    expect(hashes.size).toBe(10);
  });

  await test.step('the gallery shows every class, and a digit of it goes on the stage', async () => {
    await reopen(page, 't=0');
    await page.getByRole('button', { name: 'More digits' }).click();
    const names = new Set<string>();
    for (let digit = 0; digit <= 9; digit++) {
      await gallery(page)
        .getByRole('radio', { name: String(digit), exact: true })
        .click();
      await expect.poll(() => digits(gallery(page)).count()).toBeGreaterThan(80);
      names.add((await digits(gallery(page)).first().getAttribute('aria-label')) ?? '');
    }
    expect(names.size).toBe(10);
    const chosen = digits(gallery(page)).nth(3);
    const name = (await chosen.getAttribute('aria-label')) ?? '';
    const pixels = await pixelHash(chosen.locator('canvas'));
    await chosen.click();
    await gallery(page).getByRole('button', { name: 'Close' }).click();
    await expect(page.getByRole('img', { name: `x0: ${name}` })).toBeVisible();
    await expect.poll(() => pixelHash(picture(page))).toBe(pixels);
  });
});

test('more digits load with byte progress; cancel keeps what is here; then they come', async ({ page }) => {
  await open(page, 't=0');
  await page.getByRole('button', { name: 'More digits' }).click();
  const load = gallery(page).getByRole('button', { name: /^Load the first 10,000 \(1\.5 MB\)$/ });
  await expect(load).toBeVisible();
  const before = await digits(gallery(page)).count();

  const session = await page.context().newCDPSession(page);
  await throttle(session, 200_000);
  await load.click();
  await expect(gallery(page).getByRole('progressbar')).toBeVisible();
  await expect(gallery(page).getByText(/0\.[1-9] MB of 1\.5 MB/)).toBeVisible();
  await gallery(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(load).toBeVisible();
  await expect(digits(gallery(page))).toHaveCount(before);

  await throttle(session, -1);
  await load.click();
  await expect(gallery(page).getByRole('button', { name: /^Load the first 60,000/ })).toBeVisible();
  await gallery(page)
    .getByRole('button', { name: /^Show more of 1,0\d\d$/ })
    .click();
  await expect(digits(gallery(page))).toHaveCount(240);
});

test('a pack that is missing is said, with its remedy, and can be tried again', async ({
  page,
  problems,
}) => {
  problems.allow(/404/);
  await page.route(/data\/test\.bin/, (route) => route.fulfill({ status: 404, body: 'not found' }));
  await open(page, 't=0');
  await page.getByRole('button', { name: 'More digits' }).click();
  await gallery(page).getByRole('radio', { name: 'Test digits' }).click();
  const load = gallery(page).getByRole('button', { name: /^Load all 10,000/ });
  await load.click();
  await expect(gallery(page).getByRole('alert')).toHaveText(/\w{3,}.*\. .*\w{3,}.*\./);
  await page.unroute(/data\/test\.bin/);
  await load.click();
  await expect.poll(() => digits(gallery(page)).count()).toBeGreaterThan(80);
});
