import { expectAccessible } from './support/axe';
import { follow } from './support/follow';
import { layer, number, slider } from './support/plane';
import { expect, test } from './support/test';
import type { Page } from 'playwright/test';

// A network learns a distribution of the plane: somebody trains it, looks at what it draws, and lets ways back follow its score.

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const drawn = (page: Page): Promise<string> => layer(page, 'The points that the network draws', 1);
const arrows = (page: Page): Promise<string> => layer(page, 'Density and arrows', 2);

test('a network learns the ring: its field, its film, its loss; it is kept, and leads ways back', async ({
  page,
}) => {
  await page.goto('./?view=plane&plane=learn&law=ring&plane.updates=60&plane.t=0');
  await expect(page.getByText('Not trained yet.')).toBeVisible();
  await button(page, 'Train').click();
  await expect(page.getByText(/^60 updates in .*, seed 42$/)).toBeVisible({ timeout: 60_000 });
  await expect(number(page, 'field-error')).toHaveText(
    /loss − floor = 0\.\d+ ± .*; measured directly, .* = 0\.\d+ ± /,
  );
  await expect(number(page, 'film-distance')).toHaveText(/^energy distance at t = 0: .* true sets/);
  await expect(page.getByText(/exact floor/)).toBeVisible();

  // The film: back from noise, and back in the training.
  const atData = await drawn(page);
  await slider(page).fill('1000');
  await expect.poll(() => drawn(page)).not.toBe(atData);
  await slider(page).fill('0');
  await expect.poll(() => drawn(page)).toBe(atData);
  const learned = await arrows(page);
  await page.getByRole('slider', { name: 'Milestone of the training' }).fill('0');
  await expect(page.getByText(/^Drawn after 0 of 60 updates/)).toBeVisible();
  await expect.poll(() => drawn(page)).not.toBe(atData);
  await page.getByRole('slider', { name: 'Milestone of the training' }).press('End');
  await expect.poll(() => drawn(page)).toBe(atData);
  await expect.poll(() => arrows(page)).toBe(learned);

  // Exact, learned, and their difference are three fields.
  const fields = new Set([learned]);
  for (const name of ['exact', 'difference']) {
    await page.getByRole('radio', { name, exact: true }).check({ force: true });
    await expect.poll(async () => fields.has(await arrows(page))).toBe(false);
    fields.add(await arrows(page));
  }

  // A way back by its score ends elsewhere than the exact one, from the same noise.
  await follow(
    page,
    'view=plane&plane=back&law=ring&a.way=euler&a.n=8&b.way=euler&b.n=8&ways.score=both&particles=500&plane.t=0',
  );
  await expect(page.getByText(/network after 60 updates, asked 8 times/)).toHaveCount(1, { timeout: 30_000 });
  await expect(number(page, 'distance-b')).toHaveText(/energy distance/);
  expect(await layer(page, 'The particles of way A', 1)).not.toBe(
    await layer(page, 'The particles of way B', 1),
  );

  // Another distribution has no network yet; this one's is there again, after a reload too.
  await follow(page, 'view=plane&plane=learn&law=spiral&plane.updates=60&plane.t=0');
  await expect(page.getByText('Not trained yet.')).toBeVisible();
  await page.goto('./?view=plane&plane=learn&law=ring&plane.updates=60&plane.t=0');
  await expect(page.getByText(/^60 updates in .*, seed 42$/)).toBeVisible();
  await expect.poll(() => drawn(page)).toBe(atData);
  const saving = page.waitForEvent('download');
  await button(page, 'Save').click();
  expect((await saving).suggestedFilename()).toMatch(/^ddpm_plane_.*\.safetensors$/);
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  const overflow = (): Promise<number> =>
    page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  await expect.poll(overflow).toBeLessThanOrEqual(0);
});

test('a training is paused by a button and by Escape, and goes on', async ({ page }) => {
  await page.goto('./?view=plane&plane=learn&level=picture&plane.updates=20000');
  await button(page, 'Train').click();
  await expect(page.getByText(/ updates\/s/)).toBeVisible();
  await button(page, 'Pause').click();
  await expect(page.getByText(/ updates so far, seed 42$/)).toBeVisible();
  await button(page, 'Continue').click();
  await expect(button(page, 'Pause')).toBeEnabled();
  await page.keyboard.press('Escape');
  await expect(page.getByText(/ updates so far, seed 42$/)).toBeVisible();
});
