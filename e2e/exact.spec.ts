import { expectAccessible } from './support/axe';
import { process } from './support/lab';
import { pixelHash } from './support/pixels';
import { follow } from './support/follow';
import { expect, test } from './support/test';
import type { Page } from 'playwright/test';

// Somebody asks what the best denoiser would be, and why one does not want it.

const open = async (page: Page, more = ''): Promise<void> => {
  await page.goto(`./?view=lab&lab=exact&backend=wasm&measured=16${more}`);
  await expect(page.getByText('MB in the engine')).toBeVisible({ timeout: 30_000 });
};

const picture = (page: Page, name: string) => page.getByRole('img', { name, exact: true });
const slider = (page: Page) => page.getByRole('slider', { name: 't of the noisy digit' });
const equation = (page: Page) => page.getByRole('region', { name: 'The exact denoiser’s equation' });
const shares = (page: Page) => page.getByRole('region', { name: 'The digits that carry the weight' });

test('where little noise is left one digit has all the weight, where nothing else is left all share it', async ({
  page,
  freshPage,
}) => {
  test.setTimeout(120_000);
  await open(page, '&at=500');
  await expect(equation(page)).toContainText('At t = 500: ');
  await expect(shares(page)).toContainText(/The weight is shared by about \d\d? digits out of 10,000/);
  // The numbers in the equation are those of the formulas.
  const { alphaBar } = process();
  const [signal, noise] = [Math.sqrt(alphaBar[500]), 1 - alphaBar[500]];
  const given = equation(page).getByText(/^At t = 500/);
  expect(Number(await given.locator('.signal').last().textContent())).toBeCloseTo(signal, 3);
  expect(Number(await given.locator('.noise').last().textContent())).toBeCloseTo(noise, 3);
  const power = equation(page)
    .getByText(/\/ \(2 · /)
    .first();
  const [, squared, shown] =
    /([\d.]+) \/ \(2 · [\d.]+\) = −([\d.]+)$/.exec((await power.textContent()) ?? '') ?? [];
  expect(Number(shown) / (Number(squared) / (2 * noise))).toBeCloseTo(1, 3);
  const before = await pixelHash(picture(page, 'exact denoiser'));
  await page.keyboard.press('End');
  await expect(slider(page)).toHaveAttribute('aria-valuetext', 't = 1');
  await expect(equation(page)).toContainText('At t = 1: ');
  await expect(shares(page)).toContainText('The weight is shared by about 1 digit out of');
  // MNIST train #7 is one of the digits: the answer is it.
  await expect(shares(page)).toContainText('a 3, #7');
  await page.keyboard.press('Home');
  await expect(equation(page)).toContainText('At t = 1000: ');
  await expect(shares(page)).toContainText(/The weight is shared by about 9,\d{3} digits/);
  await page.getByRole('combobox', { name: 'Class that both know' }).selectOption('digit 8');
  await expect(shares(page)).toContainText(/The weight is shared by about \d{3} digits/);
  await expect(page).toHaveURL(/class=8/);

  // The link opens the same pictures elsewhere.
  await page.getByRole('button', { name: 'Undo' }).click();
  await slider(page).fill('500');
  await expect(equation(page)).toContainText('At t = 500: ');
  expect(await pixelHash(picture(page, 'exact denoiser'))).toBe(before);
  const other = await freshPage();
  await open(other, '&at=500');
  await expect(equation(other)).toContainText('At t = 500: ');
  expect(await pixelHash(picture(other, 'exact denoiser'))).toBe(before);
});

test('the loss by t comes and can be stopped; samples of the exact denoiser are copies, those of the network are not', async ({
  page,
}) => {
  test.setTimeout(150_000);
  await test.step('the loss by t comes, can be stopped, and what is there stays, for everybody', async () => {
    await open(page);
    await page.keyboard.press('Space');
    const floor = page.getByRole('region', { name: 'On digits that it knows: the smallest loss' });
    await page.getByRole('button', { name: 'Table', exact: true }).click({ timeout: 60_000 });
    await page.keyboard.press('Escape');
    await expect(page.getByText('what was measured is kept')).toBeVisible();
    const rows = floor.getByRole('row').filter({ has: page.getByRole('rowheader') });
    await expect(rows.first()).toBeVisible();
    const [t, exact, , network] = await rows
      .first()
      .getByRole('cell')
      .or(rows.first().getByRole('rowheader'))
      .allTextContents();
    expect(t).toBe('1');
    expect(exact).toBe('< 1e−9'); // below what float32 resolves
    expect(Number(network)).toBeGreaterThan(1e-2);

    for (const width of [1440, 320]) {
      await page.setViewportSize({ width, height: 844 });
      await expectAccessible(page, `${width} px`);
      expect.soft(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
  });

  await test.step('samples of the exact denoiser are copies, those of the network are not', async () => {
    await follow(page, 'view=lab&lab=exact&backend=wasm&measured=16&class=4');
    await page.getByRole('button', { name: 'Let both draw' }).click();
    const distance = async (name: RegExp): Promise<number> => {
      const text = page.getByRole('region', { name }).getByText('mean distance');
      await expect(text).toBeVisible({ timeout: 120_000 });
      return Number(/\d+\.\d+/.exec((await text.textContent()) ?? '')?.[0]);
    };
    expect(await distance(/^Samples: exact denoiser/)).toBeLessThan(0.1);
    expect(await distance(/^Samples: the page’s own network/)).toBeGreaterThan(1);
  });
});
