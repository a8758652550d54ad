import { expectAccessible } from './support/axe';
import { expect, test } from './support/test';
import type { Page } from 'playwright/test';

// A lecture leads through the page: its questions are answered by what then runs.

const bar = (page: Page) => page.getByRole('complementary', { name: 'Lecture' });
const button = (page: Page, name: string) => bar(page).getByRole('button', { name, exact: true });

test('a chapter is gone through by keys; a question is answered by what runs; exploring leads back', async ({
  page,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('./?view=lecture');
  const start = page.getByRole('button', { name: 'Start “Why √(1 − β)?”' });
  await expect(start).toBeVisible();
  await expectAccessible(page);
  await start.click();
  await expect(bar(page)).toContainText('Why √(1 − β)? · step 1 of 5');
  await page.keyboard.press('PageDown');
  await expect(bar(page)).toContainText('step 2 of 5');
  await expect(page).toHaveTitle(/^Schedule/);
  const slider = page.getByRole('slider', { name: 't, as a part of the way' });
  await expect(slider).toHaveValue('0');

  // Neither the answer nor its sentence is on the page before.
  await expect(bar(page)).not.toContainText(/An observer|Only the display|Means cancel|the betas add up/);
  await page.keyboard.press('2');
  await expect(bar(page).getByRole('radio').nth(1)).toBeChecked();
  await page.keyboard.press('Enter');
  await expect(slider).toHaveValue('1000');
  await expect(bar(page).getByLabel('right', { exact: true })).toHaveCount(1);
  await expect(bar(page)).toContainText(/An observer|Only the display|Means cancel|the betas add up/);
  await expectAccessible(page);

  // The link opens the step, its question answered; the browser's Back leads to the step before.
  await page.reload();
  await expect(bar(page).getByRole('radio').nth(1)).toBeChecked();
  await page.keyboard.press('PageDown');
  await expect(bar(page)).toContainText('step 3 of 5');
  await page.goBack();
  await expect(bar(page)).toContainText('step 2 of 5');

  // Exploring.
  await page.keyboard.press('PageDown');
  await page.keyboard.press('PageDown');
  await expect(bar(page)).toContainText('step 4 of 5');
  await page.getByRole('banner').getByRole('link', { name: 'Detect' }).click();
  await expect(page).toHaveTitle(/^Detect/);
  await button(page, 'Back to 4 (Enter)').click();
  await expect(page).toHaveTitle(/^Timeline/);
  await expect(button(page, 'Back to 4 (Enter)')).toBeHidden();
  await page.locator('body').press('Escape');
  await expect(bar(page)).toBeHidden();
  await expect(page).toHaveTitle(/^Timeline/);
});

test('a link that names the step alone opens its state; one of a chapter that is not there says so', async ({
  page,
}) => {
  await page.goto('./?view=lecture&chapter=equations&step=3');
  await expect(page).toHaveTitle(/^Plane/);
  await expect(bar(page)).toContainText('step 3 of 5');
  await expect(page).toHaveURL(/law=moons/);
  await page.goto('./?view=lecture&chapter=nothing');
  await expect(page.getByText('There is no chapter “nothing”.')).toBeVisible();
  await expect(bar(page)).toContainText('Can noise be undone? · step 1 of 5');
});
