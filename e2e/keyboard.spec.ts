import { expect, test } from './support/test';
import { pixelHash } from './support/pixels';
import { currentT, expectDone, expectT, open, option, picture, slider, reopen } from './support/timeline';
import type { Locator, Page } from 'playwright/test';

const BADGE = /WebAssembly|looking for|preparing|^network/;

// The whole story without a mouse.

/** Presses Tab until the element has the focus. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 120; presses++) {
    await page.keyboard.press('Tab');
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`Tab does not reach ${target.toString()}.`);
}

test('keys move t; Space, Escape and the menu do not come in each other’s way', async ({ page }) => {
  await test.step('keys move t, from the page and from the slider alike', async () => {
    await open(page, 't=500');
    const walk = async () => {
      for (const [key, t] of [
        ['ArrowRight', 501],
        ['ArrowUp', 502],
        ['ArrowLeft', 501],
        ['ArrowDown', 500],
        ['Shift+ArrowRight', 510],
        ['Shift+ArrowLeft', 500],
        ['PageDown', 600],
        ['PageUp', 500],
        ['End', 1000],
        ['ArrowRight', 1000],
        ['Home', 0],
        ['PageUp', 0],
      ] as const) {
        await page.keyboard.press(key);
        await expectT(page, t);
      }
    };
    await walk();
    // The address follows the keys.
    await page.keyboard.press('PageDown');
    await expect.poll(() => new URL(page.url()).searchParams.get('t')).toBe('100');
    await tabTo(page, slider(page));
    for (let i = 0; i < 4; i++) await page.keyboard.press('PageDown');
    await expectT(page, 500);
    await walk();
  });

  await test.step('Space plays and pauses, Escape stops', async () => {
    await reopen(page, 't=100');
    await page.keyboard.press('Space');
    await expect.poll(() => currentT(page)).toBeGreaterThan(105);
    await page.keyboard.press('Space');
    await expect(page.getByRole('button', { name: 'Add noise' })).toBeVisible();
    await page.keyboard.press('Space');
    await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: 'Add noise' })).toBeVisible();
  });

  await test.step('Escape closes the menu, and does not stop what runs', async () => {
    await reopen(page, 't=100');
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Menu' }).click();
    await expect(page.getByRole('button', { name: 'Keys', exact: true })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: 'Keys', exact: true })).toBeHidden();
    await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  });
});

test('a digit is chosen, dissolved, brought back and left, by keys alone', async ({ page }) => {
  await open(page, 'sampler=ddim&steps=10');
  // A digit of the gallery.
  const more = page.getByRole('button', { name: 'More digits' });
  await tabTo(page, more);
  await page.keyboard.press('Enter');
  const gallery = page.getByRole('dialog', { name: 'MNIST' });
  const digit = gallery.getByRole('button', { name: 'MNIST train #10', exact: true });
  await tabTo(page, digit);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(gallery).toBeHidden();
  await expect(more).toBeFocused();
  await expect(page.getByRole('img', { name: 'x0: MNIST train #10' })).toBeVisible();

  // Undo and redo.
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('img', { name: 'x0: MNIST train #7' })).toBeVisible();
  await page.keyboard.press('Control+Shift+z');
  await expect(page.getByRole('img', { name: 'x0: MNIST train #10' })).toBeVisible();

  // Down, and back from there.
  await page.keyboard.press('PageDown');
  await page.keyboard.press('PageDown');
  await expectT(page, 200);
  const stopped = await pixelHash(picture(page));
  await page.keyboard.press('d');
  await expect(option(page, 'Path', 'From t = 200')).toBeChecked();
  await expectDone(page);
  await expectT(page, 0);
  await page.keyboard.press('End');
  await expectT(page, 200);
  expect(await pixelHash(picture(page))).toBe(stopped);
  const second = page.getByRole('button', { name: /^Try 2/ });
  await tabTo(page, second);
  await page.keyboard.press('Enter');
  await expect(second).toHaveAttribute('aria-pressed', 'true');

  // A digit from noise; another class by arrows in its row.
  await page.keyboard.press('r');
  await expect(option(page, 'Path', 'Reverse')).toBeChecked();
  await expectDone(page);
  await tabTo(page, option(page, 'Class', 'any'));
  await page.keyboard.press('ArrowRight');
  await expect(option(page, 'Class', '0')).toBeChecked();
  await expect(page.getByText(/^Done in/)).toBeHidden();
  await expectDone(page);
  await page.keyboard.press('f');
  await expect(option(page, 'Path', 'Forward')).toBeChecked();
  await expectT(page, 0);
});

test('dialogs and the menu open and close by keys, and give the focus back', async ({ page }) => {
  await test.step('every dialog opens and closes by keys, and gives the focus back', async () => {
    await open(page, 't=0');
    for (const [opener, title] of [
      [page.getByRole('button', { name: BADGE }), 'What computes here'],
      [page.getByRole('button', { name: 'More digits' }), 'MNIST'],
      [page.getByRole('button', { name: 'Draw', exact: true }), 'Draw a digit'],
    ] as const) {
      const dialog = page.getByRole('dialog', { name: title });
      await tabTo(page, opener);
      await page.keyboard.press('Enter');
      await expect(dialog).toBeVisible();
      // The page's keys rest while a dialog is open.
      await page.keyboard.press('PageDown');
      await page.keyboard.press('r');
      expect(await currentT(page)).toBe(0);
      await page.keyboard.press('Escape');
      await expect(dialog).toBeHidden();
      await expect(opener).toBeFocused();
    }
  });

  await test.step('the menu opens keys and About, and takes the focus back', async () => {
    await reopen(page, 't=0');
    const menu = page.getByRole('button', { name: 'Menu' });
    for (const [item, title] of [
      ['Keys', 'Keys'],
      ['About', 'About Thousand Steps'],
    ] as const) {
      await tabTo(page, menu);
      await page.keyboard.press('Enter');
      await tabTo(page, page.getByRole('button', { name: item, exact: true }));
      await page.keyboard.press('Enter');
      await expect(page.getByRole('dialog', { name: title })).toBeVisible();
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog', { name: title })).toBeHidden();
    }
  });

  await test.step('arrow keys move among the items of the menu', async () => {
    await reopen(page, 't=0');
    await tabTo(page, page.getByRole('button', { name: 'Menu' }));
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: /theme$/ })).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('button', { name: 'Take the tour' })).toBeFocused();
    await page.keyboard.press('End');
    await expect(page.getByRole('button', { name: 'About' })).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('button', { name: /theme$/ })).toBeFocused();
  });
});

test('digits and T open views, undo names its view, and keys of one character can be switched off', async ({
  page,
}) => {
  await test.step('digits open views, T opens Train and starts nothing, the first Tab skips the header', async () => {
    await open(page, 't=200');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(slider(page)).toBeFocused();
    await page.keyboard.press('2');
    await expect(page).toHaveTitle('Schedule · Thousand Steps');
    await page.keyboard.press('t');
    await expect(page).toHaveTitle('Train · Thousand Steps');
    await expect(page.getByRole('button', { name: 'Train', exact: true }).first()).toBeVisible();
    await page.keyboard.press('1');
    await expectT(page, 200);
  });

  await test.step('undo says what it undid, and in which view', async () => {
    await reopen(page, 't=200');
    await page.getByRole('combobox', { name: 'Schedule' }).selectOption('cosine');
    await page.keyboard.press('3');
    await expect(page.getByRole('button', { name: 'Draw new digits' })).toBeVisible();
    await page.keyboard.press('Control+z');
    await expect(page.getByText('Undone in Timeline: cosine → linear.')).toBeVisible();
  });

  await test.step('keys of one character can be switched off', async () => {
    await reopen(page, 't=200');
    await page.getByRole('button', { name: 'Menu' }).click();
    await page.getByRole('button', { name: 'Keys', exact: true }).click();
    await page.getByRole('checkbox', { name: /one character/ }).uncheck();
    await page.keyboard.press('Escape');
    await page.keyboard.press('r');
    await page.keyboard.press('2');
    await page.keyboard.press('PageDown'); // other keys still act
    await expectT(page, 300);
    await expect(option(page, 'Path', 'Forward')).toBeChecked();
  });
});
