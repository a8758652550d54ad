import { expectAccessible } from './support/axe';
import { expect, test } from './support/test';

// An exercise lies over the view in which it is solved, which hides the number that is asked.

test('an exercise is opened from the list with a name, hides what it asks, and says what is wrong and what is right', async ({
  page,
}) => {
  await page.goto('./?view=lecture');
  await page.getByLabel('Name or ID').fill('ab123');
  await page.getByRole('button', { name: 'Start exercise 1, Equal terms' }).click();
  const bar = page.getByRole('complementary', { name: 'Exercise' });
  await expect(bar).toContainText('for ab123');
  await expect(bar).toContainText('schedule “quadratic” have −8 dB?');
  await expect(page).toHaveURL(/exercise=1&student=ab123/);
  const ratio = page.locator('[data-number=snr]');
  await expect(ratio).toHaveText('?');
  await page.getByTitle('Signal-to-noise ratio in dB').click();
  await expect(page.getByRole('img', { name: /^in decibels over t/ })).not.toContainText('dB');
  await expectAccessible(page);

  // The sign turned round, twice, and no number; then the hint.
  for (const wrong of ['220', '220', 'x']) {
    await bar.getByLabel('t', { exact: true }).fill(wrong);
    await page.keyboard.press('Enter');
    if (wrong !== 'x') await expect(bar).toContainText('That is the t of 8 dB.');
  }
  await expect(bar).toContainText('Hint: Solve for ᾱₜ first.');
  await bar.getByLabel('t', { exact: true }).fill('625');
  await bar.getByRole('button', { name: 'Check' }).click();
  await expect(bar.getByRole('status')).toHaveText('Right.');
  await expect(ratio).toHaveText(/dB$/);
});

test('a link that names the exercise alone opens its view, at the card that it asks about', async ({
  page,
}) => {
  await page.goto('./?exercise=4&student=ab123');
  await expect(page).toHaveTitle(/^Lab/);
  await expect(page.locator('[data-number=posteriorMean]')).toHaveText('?');
  await expect(page.locator('[data-number=posteriorMean]')).toBeInViewport();
  await page.getByRole('button', { name: 'Leave the exercise' }).click();
  await expect(page.locator('[data-number=posteriorMean]')).toHaveText('−0.774663');
});
