import { expect, test } from './support/test';
import { currentT, picture, slider } from './support/timeline';
import { pixelHash } from './support/pixels';

// A cold load is alive within 3 s, without a click and without the network.

test('a digit dissolves by itself within 3 s, before the network has arrived', async ({ page }) => {
  await page.route('**/*.safetensors', () => undefined); // never answered
  await page.goto('.', { waitUntil: 'commit' });
  const atT = await page.waitForFunction(() => {
    const t = Number(document.querySelector<HTMLInputElement>('input[type=range]')?.value);
    return t > 0 && performance.now(); // since the navigation began
  });
  expect(await atT.jsonValue()).toBeLessThan(3000);

  const before = await pixelHash(picture(page));
  await expect.poll(() => pixelHash(picture(page))).not.toBe(before);
  await expect(page.getByRole('button', { name: /looking for|preparing|^network/ })).toBeVisible();
});

test('before the script has arrived the page says what it is', async ({ page }) => {
  await page.route('**/*.js', () => undefined); // never answered
  await page.goto('.', { waitUntil: 'commit' });
  await expect(
    page.getByText('Scrub a handwritten digit through a thousand steps of noise and back'),
  ).toBeVisible();
});

test('the digit comes to rest where it is half gone', async ({ page }) => {
  await page.goto('.');
  await expect.poll(() => currentT(page), { timeout: 15_000 }).toBe(280);
  await expect(page.getByRole('button', { name: 'Add noise' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Let the network draw' })).toBeVisible();
});

test('where less motion is wished for, the digit is half gone at once, and nothing moves', async ({
  page,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('.');
  // The digits of the gallery are fetched after the moment at which it would have started.
  await expect(page.getByRole('button', { name: /^A 9: MNIST/ })).toBeVisible();
  await page.waitForTimeout(500);
  expect(await currentT(page)).toBe(280);
  await page.getByRole('button', { name: 'Add noise' }).click();
  await expect.poll(() => currentT(page)).toBeGreaterThan(280);
});

test('a link that asks for something does not start by itself', async ({ page }) => {
  await page.goto('?seed=42');
  await expect(page.getByRole('button', { name: /^A 9: MNIST/ })).toBeVisible();
  await page.waitForTimeout(500);
  await expect(slider(page)).toHaveValue('0');
});
