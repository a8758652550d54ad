import { BUGS } from '../src/diffusion/bugs/names';
import { RIDDLES, riddleOf } from '../src/diffusion/bugs/riddle';
import { BUG_NAMES } from '../src/state/link/fields/bugs';
import { expectAccessible } from './support/axe';
import { expect, test } from './support/test';
import type { Page } from 'playwright/test';

// Somebody has written a sampler that draws rubbish, and looks for the bug among real ones.

const number = async (page: Page, name: string): Promise<number> =>
  Number(await page.locator(`[data-number="${name}"]`).textContent());

test('a bug runs beside the right program, on particles and on digits', async ({ page }) => {
  await page.goto('./?view=lab&lab=bugs&bug=no-noise&at=1000&backend=wasm');
  await expect(page.locator('[data-number="share-wrong"]')).toHaveText('1.000');
  expect(Math.abs((await number(page, 'share-right')) - 0.7)).toBeLessThan(0.03);
  await expect(page.locator('del')).toContainText('x = mean');
  await expect(page.locator('ins')).toContainText('x = mean + sigma * z');
  // Two noises, one digit.
  const differences = page.getByText('The two results differ by').locator('b');
  await expect(differences.nth(1)).toHaveText(/^0\.0\d\d$/, { timeout: 30_000 });
  expect(Number(await differences.nth(0).textContent())).toBeGreaterThan(0.3);
  for (const width of [1366, 320]) {
    await page.setViewportSize({ width, height: 844 });
    await expectAccessible(page, `${width} px`);
    expect.soft(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
  await page.setViewportSize({ width: 1366, height: 844 });
  const menu = page.getByRole('combobox', { name: 'Bug' });
  expect(await menu.locator('option').allTextContents()).toEqual(BUGS.map((bug) => BUG_NAMES[bug]));
  await menu.selectOption('raw-weights');
  await expect(page.getByText('This bug has no digits here')).toBeVisible();
  await expect(page).toHaveURL(/bug=raw-weights/);
});

test('a riddle hides the name and the code until somebody has chosen a line', async ({ page }) => {
  await page.goto('./?view=lab&lab=bugs&riddle=1&seed=7&backend=wasm');
  const bug = riddleOf(7);
  const name = BUG_NAMES[bug];
  const question = page.getByRole('group', { name: 'Which line is wrong?' });
  await expect(question.getByRole('button')).toHaveCount(RIDDLES.length + 1);
  await expect(page.locator('[data-number="share-wrong"]')).toHaveText(/\d/);
  await expect(page.getByText(name)).toHaveCount(0);
  await expect(page.locator('del')).toHaveCount(0);
  const other = RIDDLES.findIndex((each) => each !== bug);
  await question.getByRole('button').nth(other).focus();
  await page.keyboard.press('Enter');
  const verdict = page.getByRole('status').filter({ hasText: name });
  await expect(verdict).toContainText('Not ');
  await expect(page.locator('del')).toHaveCount(1);
  await page.getByRole('button', { name: 'Next riddle' }).first().click();
  await expect(question).toBeVisible();
  await expect(page).toHaveURL(/seed=8/);
});
