import { makeSchedule } from '../src/diffusion/schedule';
import { button, noised, number, open, residual, saved, scored, slider } from './support/detect';
import { pixelHash } from './support/pixels';
import { expect, test } from './support/test';
import { choose, notices, panel } from './support/timeline';

// Somebody asks what a network that has learned digits makes of a picture.

test('a picture is chosen, noised and judged: by mouse', async ({ page, freshPage }) => {
  await open(page);
  const first = await scored(page, 300);
  const { alphaBar, oneMinusAlphaBar } = makeSchedule('linear');
  expect(await number(page, 'factor')).toBeCloseTo(Math.sqrt(oneMinusAlphaBar[300] / alphaBar[300]), 3);
  const before = await pixelHash(residual(page));
  await button(page, /^A 7: MNIST/).click();
  await expect.poll(() => number(page, 'score')).not.toBe(first);
  expect(await pixelHash(residual(page))).not.toBe(before);

  // x_t follows the hand at once; the link is written when it lets go.
  const noise = await pixelHash(noised(page));
  const box = await slider(page).boundingBox();
  if (!box) throw new Error('There is no slider.');
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + 0.3 * box.width, y);
  await page.mouse.down();
  await page.mouse.move(box.x + 0.1 * box.width, y, { steps: 5 });
  await expect.poll(() => pixelHash(noised(page))).not.toBe(noise);
  await expect(page).not.toHaveURL(/detectt/);
  await page.mouse.up();
  await expect(page).toHaveURL(/detectt=\d+/);
  const t = Number(await slider(page).inputValue());
  await scored(page, t);

  const png = await saved(page, 'Save as PNG');
  expect(png.file).toBe(`ddpm_detect_t${t}_seed42.png`);
  expect(png.bytes.toString('latin1')).toContain(`detectt=${t}`);

  await choose(page, 'Score', 'reconstruction');
  await expect(page).toHaveURL(/score=reconstruction/);
  await expect(page.locator('[data-number="factor"]')).toHaveCount(0);
  await choose(page, 'Class that the network is told', 'the best of ten');
  await expect(page.getByText(/of ten classes, \d explains it best/)).toBeVisible({ timeout: 45_000 });
  const value = await scored(page, t);
  const pixels = await pixelHash(residual(page));
  const fresh = await freshPage();
  await fresh.goto(page.url());
  expect(await scored(fresh, t)).toBe(value);
  expect(await pixelHash(residual(fresh))).toBe(pixels);
  await page.goBack();
  await expect(page.getByText(/of ten classes/)).toHaveCount(0);
});

test('t moves by keys, comes back to the same pixels, and Space and Escape ask and stop', async ({
  page,
}) => {
  await open(page, 'scored=20');
  await scored(page, 300);
  const noisedAt300 = await pixelHash(noised(page));
  await page.keyboard.press('ArrowRight');
  await expect(slider(page)).toHaveAttribute('aria-valuetext', 't = 301');
  await page.keyboard.press('Shift+ArrowLeft');
  await expect(slider(page)).toHaveAttribute('aria-valuetext', 't = 291');
  await page.keyboard.press('End');
  await scored(page, 1000);
  await page.keyboard.press('Home');
  await scored(page, 1);
  for (let i = 0; i < 3; i++) await page.keyboard.press('PageUp');
  await page.keyboard.press('ArrowLeft');
  await scored(page, 300);
  expect(await pixelHash(noised(page))).toBe(noisedAt300);

  await page.keyboard.press('Space');
  await expect(page.getByText(/\d+ % · [\d.]+ evaluations\/s · .* left/)).toBeVisible({ timeout: 45_000 });
  const took = await page.evaluate(async () => {
    const started = performance.now();
    dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }));
    while (!document.body.innerText.includes('Stopped. What was measured stays.'))
      await new Promise((done) => requestAnimationFrame(done));
    return performance.now() - started;
  });
  expect(took).toBeLessThan(500);
  await expect(button(page, 'Go on')).toBeVisible();
  await page.keyboard.press('Space');
  await expect(button(page, 'Cancel')).toBeVisible();
});

test('nothing begins by itself where that is unwelcome, or takes long; bad links say so', async ({
  page,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await open(page, 'score=guess&detectt=0&against=cats&scored=7&threshold=99&only=not-x&unseen=5');
  for (const bad of [
    'score = "guess"',
    'detectt = "0"',
    'against = "cats"',
    'scored = "7"',
    'threshold',
    'only',
  ])
    await expect(notices(page).first()).toContainText(bad);
  await expect(panel(page, 'The network that has never seen a 5')).toBeVisible();
  await expect(
    page.getByText('4 evaluations of the network, when you ask for them.', { exact: true }),
  ).toBeVisible();
  await button(page, 'Score the picture').click();
  await scored(page, 300);
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await open(page, 'score=reconstruction&scoresteps=50&scoredraws=16&leastclass=1');
  await expect(page.getByText('8,000 evaluations of the network, when you ask for them.')).toBeVisible();
  await page.keyboard.press('Space');
  await expect(page.getByText(/evaluations\/s/)).toBeVisible({ timeout: 45_000 });
  await button(page, 'Cancel').click();
  await expect(page.getByText('Stopped.', { exact: true })).toBeVisible({ timeout: 500 });
});

test('presented, Space measures and Escape stops', async ({ page }) => {
  await open(page, 'scored=20&present=1');
  await scored(page, 300);
  await expect(page.getByText(/^Not measured yet. Space measures/)).toBeVisible();
  await expect(page.getByText('Come back and choose that network')).toBeHidden();
  await page.keyboard.press('Space');
  await expect(page.getByRole('progressbar', { name: 'Progress of the measurement' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('progressbar', { name: 'Progress of the measurement' })).toBeHidden();
});
