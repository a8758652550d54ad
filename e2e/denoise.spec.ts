import { expect, test } from './support/test';
import { pixelHash } from './support/pixels';
import { choose, expectDone, expectT, goTo, open, option, picture, reopen } from './support/timeline';
import type { Page } from 'playwright/test';

// Restore: the network removes the noise from a picture of the forward path, several times.

const tries = (page: Page) => page.getByRole('button', { name: /^Try \d/ });
/** x_t of a try, beside the others. */
const xOf = (page: Page, number: number) =>
  page
    .getByRole('button', { name: `Try ${number}:` })
    .locator('canvas')
    .first();
const start = (page: Page) => page.getByRole('img', { name: /^x at t = 500, where all tries start/ });

async function stopAt500(page: Page, parameters: string): Promise<string> {
  await reopen(page, `t=500&${parameters}`);
  const stopped = await pixelHash(picture(page));
  await page.getByRole('button', { name: 'Restore this one' }).click();
  await expectDone(page);
  await expectT(page, 0);
  return stopped;
}

test('noise is removed from a picture of the way down, several times', async ({ page }) => {
  await test.step('at t = 0 there is nothing to bring back', async () => {
    await open(page, 't=0');
    await expect(page.getByRole('button', { name: 'Restore this one' })).toBeDisabled();
    await page.keyboard.press('d');
    await expect(option(page, 'Path', 'Forward')).toBeChecked();
  });

  await test.step('several ways back from one x_t part from each other; their start does not move', async () => {
    const stopped = await stopAt500(page, 'sampler=ddpm&steps=20&tries=4');
    await expect(tries(page)).toHaveCount(4);
    expect(await pixelHash(start(page))).toBe(stopped);
    const ends = new Set<string>();
    for (const number of [1, 2, 3, 4]) ends.add(await pixelHash(xOf(page, number)));
    expect(ends.size).toBe(4);

    // Where the path was stopped they are all the same, and there it ends.
    await page.keyboard.press('End');
    await expectT(page, 500);
    for (const number of [1, 2, 3, 4]) expect(await pixelHash(xOf(page, number))).toBe(stopped);
    expect(await pixelHash(picture(page))).toBe(stopped);
    expect(await pixelHash(start(page))).toBe(stopped);
  });

  await test.step('a try that is picked stands on the stage', async () => {
    await stopAt500(page, 'sampler=ddpm&steps=10&tries=2');
    for (const number of [2, 1]) {
      await page.getByRole('button', { name: `Try ${number}:` }).click();
      await expect(page.getByRole('button', { name: `Try ${number}:`, pressed: true })).toBeVisible();
      await expect.poll(() => pixelHash(picture(page))).toBe(await pixelHash(xOf(page, number)));
    }
    // Back to the way down: what was stopped is still there.
    await choose(page, 'Path', 'Forward');
    await expect(tries(page)).toHaveCount(0);
  });

  await test.step('DDIM without noise makes all tries the same, and the page says so', async () => {
    await stopAt500(page, 'sampler=ddim&steps=10&tries=2');
    await expect(page.getByText('all tries are equal')).toBeVisible();
    expect(await pixelHash(xOf(page, 1))).toBe(await pixelHash(xOf(page, 2)));
    await page.getByRole('combobox', { name: /^eta/ }).selectOption('1');
    await expect(page.getByText('all tries are equal')).toBeHidden();
    await expect(page.getByText(/^Done in/)).toBeHidden();
    await expectDone(page);
    await goTo(page, 0);
    expect(await pixelHash(xOf(page, 1))).not.toBe(await pixelHash(xOf(page, 2)));
  });
});
