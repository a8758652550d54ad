import { expect, test } from './support/test';
import { currentT, expectDone, slider } from './support/timeline';
import type { Page } from 'playwright/test';

// The tour: five stops, unasked once.

const bar = (page: Page) => page.getByRole('complementary', { name: 'Tour' });
const next = (page: Page) => bar(page).getByRole('button', { name: 'Next' }).click();

test('it comes at the first visit alone, leads through five stops, and ends in the free page', async ({
  page,
}) => {
  await page.addInitScript(() => {
    if (sessionStorage.visited === undefined) localStorage.removeItem('thousand-steps-tour');
    sessionStorage.visited = '1';
  });
  await page.goto('?backend=wasm');
  await expect(bar(page)).toContainText('1 of 5');
  await expect.poll(() => currentT(page)).toBe(280);
  // The page does not play by itself here, so the button is the one that the stop names.
  await expect(page.getByRole('button', { name: 'Add noise' })).toBeVisible();
  await page.keyboard.press('End');
  await expect(bar(page).getByLabel('done')).toBeVisible();
  await next(page);
  await expect(bar(page)).toContainText('Restore your own digit');
  await next(page);
  await expectDone(page);
  await expect.poll(() => currentT(page)).toBe(0);
  await page.getByRole('button', { name: 'Draw another' }).click();
  await expect(bar(page).getByLabel('done')).toBeVisible();
  await next(page);
  await expect(page).toHaveTitle(/^Generate/);
  await next(page);
  await expect(page).toHaveTitle(/^Train/);
  await bar(page).getByRole('button', { name: 'Finish' }).click();
  await expect(bar(page)).toContainText('That was the tour');
  await expect(page).toHaveTitle(/^Train/);
  await bar(page).getByRole('button', { name: 'Close' }).click();
  await expect(bar(page)).toBeHidden();

  await page.goto('?backend=wasm');
  await expect.poll(() => currentT(page), { timeout: 15_000 }).toBeGreaterThan(0);
  await expect(bar(page)).toBeHidden();
  await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByRole('button', { name: 'Take the tour' }).click();
  await expect(bar(page)).toContainText('1 of 5');
  await expect(bar(page)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(bar(page)).toBeHidden();
  await expect(slider(page)).toBeFocused();
});

test('the browser’s Back leads to the stop before, and out of the tour; a tour that was left stays away', async ({
  page,
}) => {
  await page.goto('?t=300&backend=wasm');
  await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByRole('button', { name: 'Take the tour' }).click();
  await page.keyboard.press('PageDown');
  await expect.poll(() => currentT(page)).toBe(380);
  await next(page);
  await expect(bar(page)).toContainText('2 of 5');
  await expect.poll(() => currentT(page)).toBe(300);
  for (let stop = 3; stop <= 5; stop++) {
    await next(page);
    await expect(bar(page)).toContainText(`${stop} of 5`);
  }
  await expect(page).toHaveTitle(/^Train/);
  // What is changed at a stop is a step of its own.
  await page.getByRole('spinbutton', { name: 'Updates', exact: true }).fill('777');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/updates=777/);
  await page.goBack();
  await expect(page).not.toHaveURL(/updates=777/);
  await expect(bar(page)).toContainText('5 of 5');
  await page.goBack();
  await expect(bar(page)).toContainText('4 of 5');
  await expect(page).toHaveTitle(/^Generate/);
  await page.goForward();
  await expect(bar(page)).toContainText('5 of 5');
  for (let stop = 4; stop >= 1; stop--) {
    await page.goBack();
    await expect(bar(page)).toContainText(`${stop} of 5`);
  }
  await expect.poll(() => currentT(page)).toBe(380);
  await page.goBack();
  await expect(bar(page)).toBeHidden();
  await expect.poll(() => currentT(page)).toBe(300);

  await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByRole('button', { name: 'Take the tour' }).click();
  await next(page);
  await page.getByRole('button', { name: 'Leave the tour' }).click();
  await page.goBack();
  await expect.poll(() => currentT(page)).toBe(280);
  await expect(bar(page)).toBeHidden();
});

test('a link is opened without the tour', async ({ page }) => {
  await page.addInitScript(() => localStorage.removeItem('thousand-steps-tour'));
  await page.goto('?t=300');
  await expect.poll(() => currentT(page)).toBe(300);
  await expect(bar(page)).toBeHidden();
});

test('a level hides symbols and settings, is remembered, and a link shows what it sets', async ({ page }) => {
  await page.goto('?t=300');
  await expect(page.getByRole('heading', { name: 'This step' })).toBeVisible();
  await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByRole('radio', { name: 'Picture', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'This step' })).toBeHidden();
  await expect(page.locator('.katex:visible')).toHaveCount(0);
  await expect.poll(() => page.url()).toContain('level=picture');
  await page.goto('.');
  await expect.poll(() => page.url()).toContain('level=picture');
  await page.goto('?level=picture&t=100&noise=chain');
  await expect(page.getByText('changed')).toBeVisible();
  await expect(page.getByRole('radio', { name: 'chain' })).toBeChecked();
});
