import type { Page } from 'playwright/test';
import { expectAccessible } from './support/axe';
import { expect, test } from './support/test';
import { choose, expectDone, expectT, goTo, greys, notices, picture } from './support/timeline';
import { expectSaved, goalReached, openTraining, trainButton } from './support/training';

// A network that was trained in this browser drives the Timeline's way back.

test.setTimeout(240_000);

const use = (page: Page) => page.getByRole('button', { name: 'Use in the Timeline' });
const network = (page: Page) => page.getByLabel('Network', { exact: true });
const trainedFor = (page: Page) => page.getByLabel('Trained for');

/** Twenty updates of the small network for 14 x 14 digits; the Timeline is left at few steps. */
async function trainTiny(page: Page): Promise<void> {
  await openTraining(page, 'view=train&backend=wasm&batch=16&digits=1000&updates=20&sampler=ddim&steps=10');
  await trainButton(page, 'Train').last().click();
  await expect(goalReached(page)).toBeVisible({ timeout: 120_000 });
  await expectSaved(page, 20);
}

const sideOf = async (page: Page): Promise<number> => Math.sqrt((await greys(picture(page))).length);

test('a network trained here brings noise back at its own size, scrubs both ways, and its link works again', async ({
  page,
  freshPage,
  problems,
}) => {
  await trainTiny(page);
  await use(page).focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/mode=reverse/);
  await expectDone(page);
  expect(await sideOf(page)).toBe(14);
  const pixels = page.getByText('14 × 14 pixels: each is the mean of 2 × 2');
  await expect(pixels).toBeVisible();
  await page.keyboard.press('p');
  await expect(network(page)).toBeHidden();
  await expect(pixels).toBeVisible();
  await page.keyboard.press('p');
  await expect(page.getByText(/tiny · v · seed 0, 20 updates/).first()).toBeVisible();
  await expect(network(page).locator('option:checked')).toHaveText(/tiny · v · seed 0/);

  const at = async (t: number): Promise<number[]> => {
    await goTo(page, t);
    return greys(picture(page));
  };
  const down = [await at(900), await at(400), await at(0)];
  const up = [await at(0), await at(400), await at(900)];
  expect(up.reverse()).toEqual(down);
  expect(new Set(down[2]).size).toBeGreaterThan(10);

  await goTo(page, 0);
  await expect(page).toHaveURL(/network=run\.[\w-]+\.20/);
  // The address follows a moment later: t = 0 is not in it.
  await expect(page).not.toHaveURL(/[?&]t=/);
  const link = page.url();
  await page.reload();
  await expectDone(page);
  await expectT(page, 0);
  expect(await greys(picture(page))).toEqual(down[2]);

  const other = await freshPage();
  await other.goto(link);
  await expect(notices(other)).toContainText('The chosen network is not in this browser');
  await expect(other).not.toHaveURL(/network=/);
  await expect(other).toHaveURL(/mode=reverse/);
  expect(problems.found).toEqual([]);
});

test('an earlier checkpoint is another network; back to the shipped one, every pixel is as before', async ({
  page,
}) => {
  await page.goto('?t=300&backend=wasm');
  await expectT(page, 300);
  const before = await greys(picture(page));
  await trainTiny(page);
  await use(page).click();
  await expectDone(page);
  await goTo(page, 0);
  const newest = await greys(picture(page));

  await trainedFor(page).selectOption('10');
  await expectDone(page);
  await expect(page).toHaveURL(/network=run\.[\w-]+\.10/);
  await goTo(page, 0);
  expect(await greys(picture(page))).not.toEqual(newest);
  await trainedFor(page).selectOption('20');
  await expect(page.getByText('In memory')).toBeVisible();
  await goTo(page, 0);
  expect(await greys(picture(page))).toEqual(newest);

  await choose(page, 'Path', 'Forward');
  await goTo(page, 300);
  expect(await sideOf(page)).toBe(14);
  await network(page).selectOption('');
  await expect.poll(() => sideOf(page)).toBe(28);
  await expectT(page, 300);
  expect(await greys(picture(page))).toEqual(before);
});

test('axe finds nothing with a trained network; removed while it is used, it gives way to the shipped one', async ({
  page,
}) => {
  await trainTiny(page);
  await use(page).click();
  await expectDone(page);
  await expectAccessible(page);
  for (const width of [1024, 390]) {
    await page.setViewportSize({ width, height: 844 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
  await page.setViewportSize({ width: 1440, height: 900 });

  await page.keyboard.press('t');
  await page
    .getByRole('button', { name: /^Remove/ })
    .first()
    .click();
  await page.getByRole('link', { name: 'Timeline' }).click();
  await expect(page.getByText('The run of the chosen network was removed.')).toBeVisible();
  await expect(page).not.toHaveURL(/network=/);
});
