import { expectAccessible } from './support/axe';
import { expect, test } from './support/test';
import type { Page } from 'playwright/test';

// A lecture leads through the page: its questions are answered by what then runs.

const bar = (page: Page) => page.getByRole('complementary', { name: 'Lecture' });
const button = (page: Page, name: string) => bar(page).getByRole('button', { name, exact: true });

test('a chapter is gone through by keys; a question is answered by what runs; exploring leads back', async ({
  page,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('./?view=lecture');
  const start = page.getByRole('button', { name: 'Start “Why √(1 − β)?”' });
  await expect(start).toBeVisible();
  await expectAccessible(page);
  await start.click();
  await expect(bar(page)).toContainText('Why √(1 − β)? · step 1 of 5');
  await page.keyboard.press('PageDown');
  await expect(bar(page)).toContainText('step 2 of 5');
  await expect(page).toHaveTitle(/^Schedule/);
  const slider = page.getByRole('slider', { name: 't, as a part of the way' });
  await expect(slider).toHaveValue('0');

  // Neither the answer nor its sentence is on the page before.
  await expect(bar(page)).not.toContainText(/An observer|Only the display|Means cancel|the betas add up/);
  await page.keyboard.press('2');
  await expect(bar(page).getByRole('radio').nth(1)).toBeChecked();
  await page.keyboard.press('Enter');
  await expect(slider).toHaveValue('1000');
  await bar(page).getByRole('button', { name: '½' }).click();
  await expect(slider).toHaveValue('500');
  await expect(bar(page).getByLabel('right', { exact: true })).toHaveCount(1);
  await expect(bar(page)).toContainText(/An observer|Only the display|Means cancel|the betas add up/);
  await expectAccessible(page);

  // The link opens the step, its question answered; the browser's Back leads to the step before.
  await page.reload();
  await expect(bar(page).getByRole('radio').nth(1)).toBeChecked();
  await page.keyboard.press('PageDown');
  await expect(bar(page)).toContainText('step 3 of 5');
  await page.goBack();
  await expect(bar(page)).toContainText('step 2 of 5');

  // Exploring.
  await page.keyboard.press('PageDown');
  await page.keyboard.press('PageDown');
  await expect(bar(page)).toContainText('step 4 of 5');
  await page.getByRole('banner').getByRole('link', { name: 'Detect' }).click();
  await expect(page).toHaveTitle(/^Detect/);
  await button(page, 'Back to step 4 (Enter)').click();
  await expect(page).toHaveTitle(/^Timeline/);
  await expect(button(page, 'Back to step 4 (Enter)')).toBeHidden();
  await page.locator('body').press('Escape');
  await expect(bar(page)).toBeHidden();
  await expect(page).toHaveTitle(/^Timeline/);
});

test('a link that names the step alone opens its state; one of a chapter that is not there says so', async ({
  page,
}) => {
  await page.goto('./?view=lecture&chapter=equations&step=3');
  await expect(page).toHaveTitle(/^Plane/);
  await expect(bar(page)).toContainText('step 3 of 5');
  await expect(page).toHaveURL(/law=moons/);
  await page.goto('./?view=lecture&chapter=nothing');
  await expect(page.getByText('There is no chapter “nothing”.')).toBeVisible();
  await expect(bar(page)).toContainText('Can noise be undone? · step 1 of 5');
});

test('in German a step has German words, which are marked as German; the rest of the page stays English', async ({
  page,
}) => {
  await page.goto('./?view=lecture&chapter=sqrt&step=1&lang=de');
  const german = page.getByRole('complementary', { name: 'Vorlesung' });
  await expect(german).toContainText('Warum √(1 − β)? · Schritt 1 von 5');
  await expect(german).toHaveAttribute('lang', 'de');
  await german.getByRole('button', { name: 'Weiter', exact: true }).click();
  await expect(german).toContainText('Warum das Bild schwächer machen?');
  await expect(page).toHaveTitle(/^Schedule/);
  await expect(page).toHaveURL(/step=2.*&lang=de|&lang=de.*step=2/);
});

test('the lecturer has notes in a window of their own, which lead the lecture; neither needs the other', async ({
  page,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('./?course=first');
  await expect(bar(page)).toContainText('step 1 of');
  await expect(bar(page)).toContainText(/First course, \d+ min left/);
  const opened = page.waitForEvent('popup');
  await page.keyboard.press('n');
  const notes = await opened;
  await expect(notes.getByText('Ten silent seconds.')).toBeVisible();
  await notes.getByRole('button', { name: 'Next', exact: true }).click();
  await notes.keyboard.press('ArrowRight');
  await expect(bar(page)).toContainText('step 3 of');
  await expect(notes.getByText('2: Six digits of any kind')).toBeVisible();
  await expectAccessible(notes);
  // What only the lecturer knows is not in the lecture’s window.
  await expect(page.locator('html')).not.toContainText(/let neighbours talk|Nothing is left to undo/);
  await notes.close();

  // A vote of the class stands beside the answers, and chooses what is said.
  await button(page, 'Let the class vote: QR code, text to copy, counts').click();
  const dialog = page.getByRole('dialog', { name: 'Let the class vote' });
  await expect(dialog.getByRole('img', { name: 'QR code' })).toBeVisible();
  await dialog.getByLabel('Second vote: Noise').fill('9');
  await dialog.getByLabel('Second vote: Noise').press('Enter');
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(bar(page).getByText('votes: 9')).toHaveCount(1);
  await page.keyboard.press('PageDown');
  await expect(bar(page)).toContainText('The picture says nothing about this 3.');
  await expect(page.getByRole('region', { name: 'Tries from the same picture' })).toHaveAttribute(
    'data-spot',
    '',
  );
});

test('a step stands in another page without its header; a clicker leads it, and it is printed with its answers last', async ({
  page,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('./?view=lecture&chapter=sqrt&step=1&embed=1&clicker=arrows');
  await expect(bar(page)).toContainText('step 1 of 5');
  await expect(page.getByRole('navigation', { name: 'Views' })).toHaveCount(0);
  await page.keyboard.press('ArrowRight');
  await expect(bar(page)).toContainText('step 2 of 5');
  // Its row would tell the answer.
  const additive = page.getByRole('region', { name: 'The additive process', exact: true });
  await expect(additive).toHaveCount(0);
  await page.keyboard.press('ArrowRight');
  await expect(additive).toHaveAttribute('data-spot', '');
  await expectAccessible(page);
  const whole = page.getByRole('link', { name: 'Thousand Steps' });
  await whole.hover();
  await expect(whole).toHaveAttribute('href', /step=2/);
  await expect(whole).not.toHaveAttribute('href', /embed/);
  await page.keyboard.press('.');
  await expect(page.getByRole('img', { name: 'Black screen' })).toBeVisible();
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('img', { name: 'Black screen' })).toBeHidden();
  await expect(bar(page)).toContainText('step 2 of 5');

  await expect(page.getByRole('article')).toHaveCount(0);
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await page.emulateMedia({ media: 'print' });
  const paper = page.getByRole('article');
  await expect(paper.getByRole('listitem').filter({ hasText: /step=\d$/ })).toHaveCount(5);
  await expect(paper.locator('section').last()).toContainText(
    'The digit plus strong noise. Yes: the betas add up',
  );
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await expect(paper).toHaveCount(0);
});

test('a step begins what its view waits to be asked for', async ({ page }) => {
  await page.goto('./?view=lecture&chapter=rules&step=2');
  const card = page.getByRole('region', { name: 'DDPM without fresh noise', exact: true });
  const question = card.getByRole('group', {
    name: 'Where do 20,000 particles end without the fresh noise?',
  });
  await expect(question).toBeVisible();
  await button(page, 'Let the page answer').click();
  await expect(card).toBeInViewport();
  await expect(question).toBeHidden();
});
