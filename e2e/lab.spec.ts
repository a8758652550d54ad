import { expectAccessible } from './support/axe';
import { expect, test } from './support/test';
import type { Page } from 'playwright/test';

// Somebody wonders why noise is added back, and tries each rule.

const card = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

/** What comes out by a rule, once it is done. */
async function outcome(page: Page, name: string): Promise<{ share: number; std: number }> {
  const text = card(page, name).getByText(/^right mode/);
  await expect(text).not.toContainText('so far', { timeout: 90_000 });
  const [share, std] = ((await text.textContent()) ?? '').match(/\d\.\d+/g) ?? [];
  return { share: Number(share), std: Number(std) };
}

test('the table of reverse rules comes out live, within the error of 20,000 particles', async ({ page }) => {
  test.setTimeout(150_000);
  await page.goto('./?view=lab&backend=wasm');
  const table: [name: string, share: number, std: number][] = [
    ['DDPM', 0.7, 0.096],
    ['DDIM, 1,000 steps', 0.701, 0.098],
    ['DDIM, 20 steps', 0.704, 0.071],
    ['DDPM without z', 1, 0.0002],
    ['Start in the middle', 0.517, 0.106],
    ['Additive, its own reverse', 0.705, 0.097],
    ['The founding text’s reverse', 1, 0],
    ['The same, with the recorded noise', 0.7, 0.1],
  ];
  for (const [name, share, std] of table) {
    const found = await outcome(page, name);
    // Four standard errors of two runs: sqrt(2 * 0.7 * 0.3 / 20,000) is 0.0046.
    expect.soft(Math.abs(found.share - share), `${name}: share ${found.share}`).toBeLessThan(0.019);
    expect.soft(Math.abs(found.std - std), `${name}: std ${found.std}`).toBeLessThan(0.003);
  }
  for (const width of [1440, 320]) {
    await page.setViewportSize({ width, height: 844 });
    await expectAccessible(page, `${width} px`);
    expect.soft(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
});

test('the particles stop at once, go on, and are others with the next seed; keys scrub them', async ({
  page,
}) => {
  await page.goto('./?view=lab&backend=wasm&seed=5');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('button', { name: 'Go on' })).toBeVisible();
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeVisible();
  await page.getByRole('button', { name: 'Another seed' }).click();
  await expect(page).toHaveURL(/seed=6/);
  const slider = page.getByRole('slider', { name: 't of the way back' });
  await page.keyboard.press('End');
  await expect(slider).toHaveAttribute('aria-valuetext', 't = 0');
  await page.keyboard.press('PageDown');
  await expect(slider).toHaveAttribute('aria-valuetext', 't = 100');
});

test('a sentence of the founding text: predict, then see', async ({ page }) => {
  await page.goto('./?view=lab&backend=wasm');
  const loss = page.getByRole('region', { name: 'The text’s loss.' });
  await expect(loss.getByText('What is true.')).toHaveCount(0);
  await loss.getByRole('radio', { name: 'All of them' }).check();
  await expect(loss).toContainText('None ✓');
  await expect(loss).toContainText('All of them ✗');
  await expect(loss).toContainText('a formula without parameters');
  await expectAccessible(page);
  await loss.getByRole('button', { name: 'Ask again' }).click();
  await expect(loss.getByText('What is true.')).toHaveCount(0);
});
