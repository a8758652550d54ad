import { expectAccessible } from './support/axe';
import { expect, test } from './support/test';
import { greys } from './support/timeline';

// Somebody asks what each reverse rule makes of noise, with the network.

test('the tape is exact at once, DDPM makes a digit; cancel keeps it, and keys scrub all rules', async ({
  page,
}) => {
  test.setTimeout(90_000);
  await page.goto('./?view=lab&lab=digits&class=1&at=0&backend=wasm');
  const card = (name: string) => page.getByRole('region', { name, exact: true });
  await expect(card('The same, with the recorded noise')).toContainText(/off the digit [1-9]e−[5-9]/);
  await expect(card('DDPM')).toContainText(/mean −0\.\d\d, std 0\.\d\d/, { timeout: 60_000 });
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('button', { name: 'Go on' })).toBeVisible({ timeout: 500 });

  const here = card('DDPM').getByRole('img', { name: 'x at the slider’s t, DDPM' });
  const end = await greys(card('DDPM').getByRole('img', { name: 'What comes out, DDPM' }));
  expect(end.filter((grey) => grey < 10).length).toBeGreaterThan(500);
  expect(await greys(here)).not.toEqual(end);
  await page.keyboard.press('End');
  await expect.poll(() => greys(here)).toEqual(end);
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 844 });
    await expectAccessible(page, `${width} px`);
    expect.soft(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
});
