import { makeSchedule } from '../src/diffusion/schedule';
import { button, noised, number, open, reopen, residual, saved, scored, slider } from './support/detect';
import { pixelHash } from './support/pixels';
import { expect, test } from './support/test';
import { badFiles, sevenPng } from './support/pictures';
import { choose, notices, panel } from './support/timeline';

// Somebody asks what a network that has learned digits makes of a picture.

test('a picture is chosen, noised and judged: by mouse', async ({ page, freshPage }) => {
  await open(page, 'level=all');
  const first = await scored(page, 300);
  const { alphaBar, oneMinusAlphaBar } = makeSchedule('linear');
  expect(await number(page, 'factor')).toBeCloseTo(Math.sqrt(oneMinusAlphaBar[300] / alphaBar[300]), 3);
  const largest = page.locator('[data-number=largest]');
  await expect(largest).toHaveText(/^, largest here: [\d.]+$/);
  const most = await largest.innerText();
  const before = await pixelHash(residual(page));
  await button(page, /^A 7: MNIST/).click();
  await expect.poll(() => number(page, 'score')).not.toBe(first);
  expect(await largest.innerText()).not.toBe(most);
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
  await page.getByRole('combobox', { name: 'Class that the network is told' }).selectOption('true');
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

test('what is no digit is scored, too; t moves by keys', async ({ page }) => {
  await test.step('what is no digit is scored, too: a blank or inverted sheet, a file as it is, an empty drawing', async () => {
    await open(page);
    const values = [await scored(page, 300)];
    const expectAnother = async () => {
      const isAnother = async () => {
        const value = await number(page, 'score');
        return Number.isFinite(value) && value !== values.at(-1);
      };
      await expect.poll(isAnother, { timeout: 45_000 }).toBe(true);
      values.push(await number(page, 'score'));
    };
    for (const name of ['A letter', 'A 3 with black and white exchanged', 'An empty sheet']) {
      await button(page, name).click();
      await expectAnother();
      await expect(page).toHaveURL(/x0=px\./);
      await expect(button(page, name)).toHaveAttribute('aria-pressed', 'true');
      await expect(button(page, 'Draw')).toHaveAttribute('aria-pressed', 'false');
    }
    // A file keeps its greys; made like a digit it is another picture.
    await page.getByLabel('Picture file').setInputFiles(sevenPng(20, 235));
    await expectAnother();
    await expect(page.getByText('Your picture is used as it is')).toBeVisible();
    await button(page, 'Make it like a digit').click();
    await expectAnother();
    await button(page, 'Use it as it is').click();
    await expectAnother();
    expect(values.at(-1)).toBe(values.at(-3));
    // A sheet of one grey has no digit, and is scored all the same; what is no picture is still refused.
    await page.getByLabel('Picture file').setInputFiles(sevenPng(200, 200));
    await expectAnother();
    await button(page, 'Make it like a digit').click();
    await expect(notices(page)).toContainText('no digit to be seen');
    await page.getByRole('button', { name: 'Dismiss' }).click();
    const [empty] = badFiles;
    await page.getByLabel('Picture file').setInputFiles(empty.file);
    await expect(notices(page)).toContainText(empty.refusal);
    await page.getByRole('button', { name: 'Dismiss' }).click();
    // Dropped on the page, too.
    await page.evaluate((base64) => {
      const data = new DataTransfer();
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      data.items.add(new File([bytes], 'dropped.png', { type: 'image/png' }));
      document.body.dispatchEvent(
        new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data }),
      );
    }, sevenPng(60, 120).buffer.toString('base64'));
    await expectAnother();
    await expect(page).toHaveURL(/view=detect/);
    await button(page, 'Draw').click();
    await button(page, 'Use this drawing').click();
    await expectAnother();
  });

  await test.step('t moves by keys, comes back to the same pixels, and Space and Escape ask and stop', async () => {
    await reopen(page, 'scored=20');
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
    for (let i = 0; i < 3; i++) await page.keyboard.press('PageDown');
    await page.keyboard.press('ArrowLeft');
    await scored(page, 300);
    expect(await pixelHash(noised(page))).toBe(noisedAt300);

    await page.keyboard.press('Space');
    await expect(page.getByText(/\d+ % · [\d.]+ evaluations\/s · .* left/)).toBeVisible({ timeout: 45_000 });
    const took = await page.evaluate(async () => {
      const started = performance.now();
      dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }));
      while (!document.body.innerText.includes('Stopped. The scores so far stay.'))
        await new Promise((done) => requestAnimationFrame(done));
      return performance.now() - started;
    });
    expect(took).toBeLessThan(500);
    await expect(button(page, 'Go on')).toBeVisible();
    await page.keyboard.press('Space');
    await expect(button(page, 'Cancel')).toBeVisible();
  });
});

test('presented, Space measures and Escape stops', async ({ page }) => {
  await open(page, 'scored=20&present=1');
  await scored(page, 300);
  for (const scene of ['The score 2/4', 'Compared with digits 3/4']) {
    await page.keyboard.press('n');
    await expect(page.getByText(scene)).toBeVisible();
  }
  await expect(page.getByText(/^Not compared yet. Space or Page Down starts it/)).toBeVisible();
  await expect(page.getByText('Come back and choose that network')).toBeHidden();
  await page.keyboard.press('Space');
  await expect(page.getByRole('progressbar', { name: 'Progress of the comparison' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('progressbar', { name: 'Progress of the comparison' })).toBeHidden();
});

test('nothing begins by itself where that is unwelcome; a PNG is saved where there is one', async ({
  page,
}) => {
  await test.step('nothing begins by itself where that is unwelcome, or takes long; bad links say so', async () => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await open(page, 'score=guess&detectt=0&against=cats&scored=7&threshold=99&only=not-x&unseen=5');
    for (const bad of [
      'only = "not-x"',
      'score = "guess"',
      'detectt = "0"',
      'against = "cats"',
      'And 2 more.',
    ])
      await expect(notices(page).first()).toContainText(bad);
    await expect(panel(page, 'A network that has never seen a 5')).toBeVisible();
    await expect(page.getByText('This takes 4 evaluations of the network.', { exact: true })).toBeVisible();
    await button(page, 'Score the picture').click();
    await scored(page, 300);
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    await reopen(page, 'score=reconstruction&scoresteps=50&scoredraws=16&leastclass=1');
    await expect(
      page.getByText('This takes 8,000 evaluations of the network.', { exact: true }),
    ).toBeVisible();
    await page.keyboard.press('Space');
    await expect(page.getByText(/evaluations\/s/)).toBeVisible({ timeout: 45_000 });
    await button(page, 'Cancel').click();
    await expect(page.getByText('Stopped.', { exact: true })).toBeVisible({ timeout: 500 });
  });

  await test.step('the PNG button is enabled only where it saves', async () => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await reopen(page, 'x0=train.1'); // which has no score yet
    await button(page, 'Score the picture').click();
    await scored(page, 300);
    await expect(button(page, 'Save as PNG')).toBeEnabled();
    await page.keyboard.press('ArrowRight');
    await expect(button(page, 'Save as PNG')).toBeDisabled();
    await page.keyboard.press('ArrowLeft');
    expect((await saved(page, 'Save as PNG')).file).toBe('ddpm_detect_t300_seed42.png');
  });
});
