import { PNG } from 'pngjs';
import { fillGaussian, key } from '../src/diffusion/random';
import { done, number, open, picture } from './support/edit';
import { expect, test } from './support/test';
import { greys } from './support/timeline';
import { goalReached, openTraining, QUICK, trainButton } from './support/training';

// What else may come in the way of an edit: other networks, noisy files, progress, failures.

test('a network that was trained here edits, too: at its size', async ({ page }) => {
  await openTraining(page, `${QUICK}&updates=10`);
  await trainButton(page, 'Train').last().click();
  await expect(goalReached(page)).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Use in the Timeline' }).click();
  await expect(page).toHaveURL(/network=run/);
  await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'Edit' }).click();
  for (const edit of ['Denoise', 'Fill in', 'Restyle', 'Change the digit', 'Between two']) {
    await page.getByRole('button', { name: edit, exact: true }).click();
    await done(page);
    const sizes = await page
      .locator('main figure canvas')
      .evaluateAll((all) => all.map((canvas) => (canvas as HTMLCanvasElement).width));
    expect(new Set(sizes), edit).toEqual(new Set([14]));
  }
});

/** The picture as a PNG of 28 x 28, with noise of sigma = 0.5 that is cut off at black and white, as files do. */
function noisyPng(): { name: string; mimeType: string; buffer: Buffer } {
  const png = new PNG({ width: 28, height: 28 });
  const noise = fillGaussian(key(5), new Float32Array(784));
  for (let i = 0; i < 784; i++) {
    const ink = i % 28 > 12 && i % 28 < 16 && i > 5 * 28 && i < 23 * 28 ? 1 : -1;
    const level = Math.round(Math.min(255, Math.max(0, 127.5 * (1 + ink + 0.5 * noise[i]))));
    png.data.set([level, level, level, 255], 4 * i);
  }
  return { name: 'noisy.png', mimeType: 'image/png', buffer: PNG.sync.write(png) };
}

test('a picture that is noisy already is taken as it is', async ({ page }) => {
  await open(page, 'draws=2');
  await done(page);
  await page.getByLabel('Noisy picture file').setInputFiles(noisyPng());
  await expect(page.getByLabel('What is done to the picture')).toHaveValue('none');
  await done(page);
  // Half of the noise is cut off at black.
  expect(await number(page, 'sigmaHat')).toBeGreaterThan(0.2);
  const shown = await greys(picture(page, 'the picture'));
  const { data } = PNG.sync.read(noisyPng().buffer);
  expect(shown).toEqual(Array.from({ length: 784 }, (_, i) => data[4 * i]));
});

test('the progress is that of all moves', async ({ page }) => {
  await page.addInitScript(() => {
    const shares: number[] = [];
    Object.assign(window, { shares });
    new MutationObserver(() => {
      const bar = document.querySelector<HTMLProgressElement>('progress[aria-label="Progress of the edit"]');
      if (bar?.hasAttribute('value')) shares.push(bar.value / bar.max);
    }).observe(document, { subtree: true, childList: true, attributes: true });
  });
  await open(page, 'edit=inpaint&resamplings=3&completions=2&fill.steps=50');
  await done(page);
  const shares = await page.evaluate(() => (window as unknown as { shares: number[] }).shares);
  expect(shares.length).toBeGreaterThan(1);
  expect(Math.max(...shares)).toBeLessThanOrEqual(1);
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
});

test('where a download fails it is said, and can be tried again', async ({ page, problems }) => {
  problems.allow(/failed request|Failed to load resource/);
  await page.route(/test\.bin/, (route) => route.abort());
  await page.route(/classifier/, (route) => route.abort());
  await open(page, 'edit=between&between=3&inversion.steps=10&other=test.9999');
  await expect(page.getByText(/could not be downloaded/)).toBeVisible();
  await page.unroute(/test\.bin/);
  await page.getByRole('button', { name: 'Try again' }).click();
  await done(page);
  await expect(page.getByText('MNIST test #9999')).toBeVisible();

  await page.getByRole('button', { name: 'Fill in', exact: true }).click();
  await done(page);
  await expect(page.getByText('The classifier that reads these could not be fetched.')).toBeVisible();
  await page.unroute(/classifier/);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.locator('[data-number=read]')).toContainText('A classifier that knows nothing');
});
