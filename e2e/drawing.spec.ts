import { expect, test } from './support/test';
import { pixelHash } from './support/pixels';
import { expectT, greys, open, picture, reopen } from './support/timeline';
import type { Locator, Page } from 'playwright/test';

// x_0 by hand: with a mouse and with the keyboard.

const pad = (page: Page) => page.getByRole('dialog', { name: 'Draw a digit' });
const sheet = (page: Page) => pad(page).getByRole('application');
const ink = (page: Page) => pixelHash(sheet(page).locator('canvas'));

async function openPad(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Draw', exact: true }).click();
  await expect(sheet(page)).toBeVisible();
}

/** A stroke with the mouse; points are shares of the sheet. */
async function stroke(page: Page, target: Locator, points: readonly (readonly [number, number])[]) {
  const box = await target.boundingBox();
  if (!box) throw new Error('The sheet is not there.');
  const at = ([x, y]: readonly [number, number]) => [box.x + x * box.width, box.y + y * box.height] as const;
  await page.mouse.move(...at(points[0]));
  await page.mouse.down();
  for (const point of points.slice(1)) await page.mouse.move(...at(point), { steps: 8 });
  await page.mouse.up();
}

test('a drawing by mouse: strokes, undo, use, and its link in a fresh profile; all of it is on the screen', async ({
  page,
  freshPage,
}) => {
  await test.step('a drawing by mouse: strokes, undo, use, and its link in a fresh profile', async () => {
    await open(page, 't=0');
    const before = await pixelHash(picture(page));
    await openPad(page);
    await expect(pad(page).getByRole('button', { name: 'Use this digit' })).toBeDisabled();
    await stroke(page, sheet(page), [
      [0.3, 0.25],
      [0.7, 0.25],
      [0.45, 0.8],
    ]);
    const seven = await ink(page);
    await stroke(page, sheet(page), [
      [0.35, 0.55],
      [0.7, 0.55],
    ]);
    expect(await ink(page)).not.toBe(seven);
    await page.keyboard.press('Control+z');
    await expect.poll(() => ink(page)).toBe(seven);
    await page.keyboard.press('Control+Shift+z');
    await expect.poll(() => ink(page)).not.toBe(seven);
    await pad(page).getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => ink(page)).toBe(seven);

    // Nothing has changed on the stage until it is used.
    expect(await pixelHash(picture(page))).toBe(before);
    await pad(page).getByRole('button', { name: 'Use this digit' }).click();
    await expect(pad(page)).toBeHidden();
    await expect.poll(() => pixelHash(picture(page))).not.toBe(before);
    const bytes = await greys(picture(page));
    expect(bytes.filter((byte) => byte > 200).length).toBeGreaterThan(30);
    await expect.poll(() => new URL(page.url()).searchParams.get('x0')).toMatch(/^px\./);

    const other = await freshPage();
    await other.goto(page.url());
    await expectT(other, 0);
    await expect.poll(() => pixelHash(picture(other))).toBe(await pixelHash(picture(page)));
  });

  await test.step('the whole dialog is on the screen, and starts on the sheet', async () => {
    await reopen(page, 't=300');
    for (const [width, height] of [
      [1366, 641],
      [1280, 587],
      [390, 844],
    ]) {
      const where = `${width} x ${height}`;
      await page.setViewportSize({ width, height });
      await page.getByRole('button', { name: 'Draw', exact: true }).click();
      await expect(page.getByRole('application', { name: /^Drawing sheet/ }), where).toBeFocused();
      for (const name of ['Use this digit', 'Close'])
        await expect(page.getByRole('button', { name, exact: true }), where).toBeInViewport({ ratio: 1 });
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
    }
  });
});

test('a drawing by keyboard, and a blank sheet is not used', async ({ page }) => {
  await open(page, 't=0');
  const before = await pixelHash(picture(page));
  await openPad(page);
  const blank = await ink(page);
  await sheet(page).focus();
  for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowUp');
  expect(await ink(page)).toBe(blank);
  await page.keyboard.press('Space');
  await expect(sheet(page)).toHaveAccessibleName(/pen down/);
  for (let i = 0; i < 4; i++) await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Space');
  await expect(sheet(page)).toHaveAccessibleName(/pen up/);
  expect(await ink(page)).not.toBe(blank);
  await page.keyboard.press('Control+z');
  await expect.poll(() => ink(page)).toBe(blank);
  await page.keyboard.press('Control+y');
  await page.keyboard.press('Control+Shift+z');
  await expect.poll(() => ink(page)).not.toBe(blank);

  await pad(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(pad(page)).toBeHidden();
  expect(await pixelHash(picture(page))).toBe(before);
  // The sheet has kept the drawing.
  await openPad(page);
  expect(await ink(page)).not.toBe(blank);
  await pad(page).getByRole('button', { name: 'Use this digit' }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => pixelHash(picture(page))).not.toBe(before);
});
