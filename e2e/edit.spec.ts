import { readFileSync } from 'node:fs';
import { PNG } from 'pngjs';
import { expectAccessible } from './support/axe';
import { cell, done, number, open, picture, reopen, setNumber } from './support/edit';
import { badFiles, sevenPng } from './support/pictures';
import { pixelHash } from './support/pixels';
import { expect, test } from './support/test';
import { greys } from './support/timeline';

// Somebody has a picture and wants it back, whole, restyled, or as another digit.

test('a noisy digit comes back; what is no noise is told from noise', async ({ page }) => {
  await test.step('a noisy digit comes back, and it is said how noisy it was and how near it comes', async () => {
    await open(page, 'x0=train.7&draws=4');
    await done(page);
    await expect(page.locator('[data-number=sigmaHat]')).toContainText('in truth 0.5');
    await expect(page.locator('[data-number=estimatedT]')).toContainText('143');
    const noisy = await cell(page, 'the spoilt picture', 0);
    const draw = await cell(page, 'one result', 0);
    const mean = await cell(page, 'mean of 4 results', 0);
    expect(noisy).toBeLessThan(13);
    expect(draw).toBeGreaterThan(noisy + 6);
    expect(mean).toBeGreaterThan(draw);
    expect(await cell(page, 'mean of 4 results', 1)).toBeGreaterThan(0.85);

    // The draws scrub back to where the network took over, and there they are one picture.
    const [first, second] = [picture(page, 'Result 1 of 4'), picture(page, 'Result 2 of 4')];
    expect(await pixelHash(first)).not.toBe(await pixelHash(second));
    const last = await pixelHash(first);
    await page.getByRole('slider', { name: 't of all results' }).fill('0');
    await expect.poll(() => pixelHash(first)).not.toBe(last);
    expect(await pixelHash(first)).toBe(await pixelHash(second));

    // Keys move within what there is to see.
    await page.getByRole('slider', { name: 't of all results' }).blur();
    await page.keyboard.press('Home');
    await page.keyboard.press('PageDown');
    await expect(page.getByRole('slider', { name: 't of all results' })).toHaveAttribute(
      'aria-valuetext',
      't = 48',
    );

    // More noise is found, and undone again.
    await setNumber(page, 'sigma', 1);
    await expect(page.locator('[data-number=sigmaHat]')).toContainText('in truth 1:');
    await done(page);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(page.locator('[data-number=sigmaHat]')).toContainText('in truth 0.5');
    await done(page);
  });

  await test.step('what is no noise is told from noise, and noise is put on it first', async () => {
    await reopen(page, 'damage=blur&draws=2');
    await expect(page.getByText(/So it counts as no noise/)).toBeVisible();
    await expect(page.getByText(/is added first, so that/)).toBeVisible();
    await done(page);
    await page.getByLabel('What is done to the picture').selectOption('none');
    await expect(page.getByText(/Nobody knows the original/)).toBeVisible();
  });
});

test('missing pixels: by brush, by keys; filling them can be stopped', async ({ page }) => {
  await test.step('pixels are taken away with a brush and given back, and the known ones stay as they are', async () => {
    await open(page, 'edit=inpaint&x0=train.7&completions=2&fill.steps=10&resamplings=1');
    await done(page);
    const results = page.getByRole('group', { name: 'Completions' }).locator('canvas');
    const [before, other] = [await greys(results.nth(0)), await greys(results.nth(1))];
    expect(before.slice(0, 392)).toEqual(other.slice(0, 392));
    expect(before.slice(392)).not.toEqual(other.slice(392));
    const original = await greys(picture(page, 'The picture; missing pixels are chequered'));
    expect(before.slice(0, 392)).toEqual(original.slice(0, 392));
    await expect(page.locator('[data-number=read]')).toContainText(
      /of 2; the original is of class 3: \d right/,
    );

    // A stroke over the upper half takes some of it away, too; the link has the mask.
    const pad = page.getByRole('application', { name: /The picture with its mask/ });
    const box = await pad.boundingBox();
    if (!box) throw new Error('The pad is not there.');
    await page.mouse.move(box.x + 0.3 * box.width, box.y + 0.3 * box.height);
    await page.mouse.down();
    await page.mouse.move(box.x + 0.7 * box.width, box.y + 0.3 * box.height, { steps: 5 });
    await page.mouse.up();
    await expect(page.getByLabel('What is missing')).toHaveValue('own');
    await expect(page).toHaveURL(/mask=m\./);
    await done(page);
    await page.keyboard.press('Control+z');
    await expect(page.getByLabel('What is missing')).toHaveValue('lower');
    await done(page);
  });

  await test.step('the mask is painted by keys alone, and the class decides what fills it', async () => {
    await reopen(page, 'edit=inpaint&mask=none&completions=1&fill.steps=10&resamplings=1');
    await expect(page.getByText('Nothing is missing')).toBeVisible();
    const pad = page.getByRole('application', { name: /The picture with its mask/ });
    await pad.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press(' ');
    for (let i = 0; i < 7; i++) await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press(' ');
    await expect(page).toHaveURL(/mask=m\./);
    await done(page);
    await page.getByLabel('What is missing').selectOption('lower');
    await page.getByLabel('Class of the results').selectOption('2');
    await done(page);
    await expect(page.getByRole('group', { name: 'Completions' })).toContainText('read as 2');
    await page.getByRole('button', { name: 'Invert' }).click();
    await expect(page.getByLabel('What is missing')).toHaveValue('upper');
  });

  await test.step('it can be stopped, goes on, and is saved with its link', async () => {
    await reopen(page, 'edit=inpaint&completions=12&resamplings=10&fill.steps=100&level=all');
    // So much is not begun unasked.
    await expect(page.getByText('Not computed yet.')).toBeVisible();
    await page.keyboard.press(' ');
    await expect(page.getByText(/evaluations\/s · .* left/)).toBeVisible({ timeout: 30_000 });
    await page.keyboard.press('Escape');
    await expect(page.getByText('Stopped. What is finished stays.')).toBeVisible();
    await setNumber(page, 'completions', 2);
    await setNumber(page, 'resamplings', 1);
    await setNumber(page, 'steps of a completion', 5);
    await done(page);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save as PNG' }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe('ddpm_inpaint_r1_seed42.png');
    const bytes = readFileSync(await file.path());
    expect(bytes.includes('fill.steps=5')).toBe(true);
    const { width, height } = PNG.sync.read(bytes);
    expect([width, height]).toEqual([4 * (3 * 30 + 2), 4 * 32]);
  });
});

test('a scribble, another digit in the same hand, and what lies between two', async ({ page, freshPage }) => {
  await test.step('a scribble becomes a digit: the slider goes through the strengths by keys', async () => {
    await open(page, 'edit=restyle&variants=1');
    await page.getByRole('button', { name: 'Zigzag' }).click();
    await expect(picture(page, 'the scribble')).toBeVisible();
    await done(page);
    const strength = page.getByRole('slider', { name: /^Strength/ });
    await expect(strength).toHaveAttribute('aria-valuetext', 't = 400');
    const result = picture(page, 'the new digit');
    const at400 = await pixelHash(result);
    await strength.focus();
    await page.keyboard.press('ArrowRight');
    await expect(strength).toHaveAttribute('aria-valuetext', 't = 500');
    await expect.poll(() => pixelHash(result)).not.toBe(at400);
    await expect(page).toHaveURL(/strength=500/);
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => pixelHash(result)).toBe(at400);
    // Alpha-bar at t = 400 under the linear schedule.
    await expect(page.locator('[data-number=handedOver]')).toContainText('= 0.442 x₀ + 0.897 ε');
  });

  await test.step('the hand stays and the digit changes', async () => {
    await reopen(page, 'edit=change&x0=train.7&inversion.steps=25');
    await done(page);
    expect(await number(page, 'roundTrip')).toBeLessThan(0.02);
    expect(await number(page, 'roundTrip')).toBeGreaterThan(0);
    const ten = page.getByRole('group', { name: 'The ten digits' });
    for (let digit = 0; digit < 10; digit++) await expect(ten).toContainText(`${digit}, read as`);
    const right = (await ten.locator('figcaption').allInnerTexts()).filter((text) => text[0] === text.at(-1));
    expect(right.length).toBeGreaterThanOrEqual(8);
  });

  await test.step('two digits, and what lies between them; a link opens the same pixels', async () => {
    await reopen(page, 'edit=between&between=3&inversion.steps=10');
    await done(page);
    await page.getByRole('button', { name: /^Second digit: a 0/ }).click();
    await expect(page).toHaveURL(/other=train/);
    await done(page);
    const middle = picture(page, 'At u = 0.50');
    const hash = await pixelHash(middle);
    const again = await freshPage();
    await again.goto(page.url());
    await done(again);
    expect(await pixelHash(picture(again, 'At u = 0.50'))).toBe(hash);
  });
});

test('a bad picture is refused and a good one taken, and bad links say so', async ({ page }) => {
  await open(page, 'draws=1&mask=m.short&strength=150&other=px.A');
  const notice = page.getByRole('status').filter({ hasText: 'Parts of the link' });
  await expect(notice).toContainText('mask = "m.short" is not a mask made by this page.');
  await expect(notice).toContainText('strength = "150" is not 100, 200');
  await expect(notice).toContainText('other = "px.A" is not train.N or test.N.');
  await done(page);
  const input = page.getByLabel('Picture file', { exact: true });
  await input.setInputFiles(badFiles[1].file);
  await expect(page.getByText(badFiles[1].refusal)).toBeVisible();
  await expect(page.getByText(/MNIST train #7/)).toBeVisible();
  await input.setInputFiles(sevenPng(0, 255));
  await expect(page.getByText(/your picture/)).toBeVisible();
  await done(page);
});

test('axe finds nothing in any edit, in either theme, on narrow screens too', async ({ page }) => {
  const few = 'draw.steps=5&inversion.steps=10&fill.steps=5&resamplings=1&draws=2&completions=2&variants=1';
  await open(page, `edit=denoise&${few}`);
  for (const edit of ['denoise', 'inpaint', 'restyle', 'change', 'between']) {
    await reopen(page, `edit=${edit}&${few}`);
    await done(page);
    for (const explain of await page.getByRole('button', { name: 'Explain' }).all()) {
      await explain.click();
      await expect(page.locator(':popover-open')).toBeVisible();
      await page.keyboard.press('Escape');
    }
    await expectAccessible(page, edit);
    await page.setViewportSize({ width: 320, height: 700 });
    const overflow = () =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    await expect.poll(overflow, { message: edit }).toBe(0); // once the layout for phones is there
    await page.setViewportSize({ width: 1440, height: 900 });
  }
});
