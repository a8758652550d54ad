import { expectAccessible } from './support/axe';
import { follow } from './support/follow';
import { expect, test } from './support/test';
import { expectDone, expectT, open } from './support/timeline';
import { expectUpdates, goalReached, openTraining, QUICK, trainButton } from './support/training';
import type { Page } from 'playwright/test';

// For everybody: axe, touch targets, narrow screens.

const DESKTOP = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };
const DIALOGS = {
  'What computes here': /WebAssembly|looking for|preparing|^network/,
  MNIST: 'More digits',
  'Draw a digit': /^Draw$/,
};

/** States of the page, by their links. */
const STATES = {
  forward: 't=320',
  'reverse, done': 'mode=reverse&sampler=ddim&steps=5&class=3&t=500',
  'presenter mode': 't=320&present=1', // between two runs, so that "Done" is never that of the first
  'denoise, done': 'mode=denoise&sampler=ddim&steps=10&from=400&tries=2&t=200',
};

/** Trains to the goal, opens every card, and leaves the last one open. */
async function train(page: Page): Promise<void> {
  await trainButton(page, 'Train').last().click();
  await expect(goalReached(page)).toBeVisible({ timeout: 60_000 });
  for (const explain of await page.getByRole('button', { name: 'Explain' }).all()) {
    await explain.click();
    await expect(page.locator(':popover-open')).toBeVisible();
    await page.keyboard.press('Escape');
  }
  await page.getByRole('button', { name: /^untrained/ }).click();
  await page.getByLabel('Batch', { exact: true }).fill('5000');
  await page.getByLabel('Batch', { exact: true }).press('Enter');
  await page.getByRole('button', { name: 'Explain' }).last().click();
  await expect(page.locator('.katex').first()).toBeVisible();
}

/** Controls that can be touched and are smaller than 24 x 24 px; links in a sentence are exempt (WCAG 2.5.8). */
const smallTargets = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const controls = [...document.querySelectorAll<HTMLElement>('button, input, select, a, [tabindex="0"]')];
    return controls.flatMap((control) => {
      if (!control.checkVisibility() || control.closest('p a, li a')) return [];
      const box = (control.closest('label') ?? control).getBoundingClientRect();
      if (box.width === 0 || (box.width >= 24 && box.height >= 24)) return [];
      const name = control.getAttribute('aria-label') ?? control.innerText;
      return [`${name}: ${box.width.toFixed(1)} x ${box.height.toFixed(1)}`];
    });
  });

const overflow = (page: Page) =>
  page.evaluate(() => {
    const root = document.scrollingElement ?? document.documentElement;
    return root.scrollWidth - root.clientWidth;
  });

/** Axe at the desktop, axe and targets on a phone, and nothing beyond the edge of a narrow one. */
async function expectForEverybody(page: Page, state: string): Promise<void> {
  await page.setViewportSize(DESKTOP);
  await expectAccessible(page, `${state}, 1440 px`);
  await page.setViewportSize(PHONE);
  await expectAccessible(page, `${state}, 390 px`);
  expect.soft(await smallTargets(page), state).toEqual([]);
  await page.setViewportSize({ width: 320, height: 720 });
  await expect.poll(() => overflow(page), { message: state, timeout: 3000 }).toBe(0);
  await page.setViewportSize(DESKTOP);
}

test('axe finds nothing, touch targets are 24 px, and 320 px are wide enough: the Timeline and its dialogs', async ({
  page,
}) => {
  test.setTimeout(120_000);
  await open(page, 't=320');
  await expect(page.locator('.katex').first()).toBeVisible();
  for (const [title, name] of Object.entries(DIALOGS)) {
    await page.setViewportSize(DESKTOP);
    await page.getByRole('button', { name }).click();
    const dialog = page.getByRole('dialog', { name: title });
    await expect(dialog).toBeVisible();
    await expectAccessible(page, title);
    await page.setViewportSize({ width: 320, height: 720 });
    await expectAccessible(page, `${title}, 320 px`);
    expect.soft(await smallTargets(page), title).toEqual([]);
    const [inner, outer] = await dialog.evaluate((element) => [element.scrollWidth, element.clientWidth]);
    expect.soft(inner, title).toBeLessThanOrEqual(outer);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
  for (const [state, parameters] of Object.entries(STATES)) {
    await page.setViewportSize(DESKTOP);
    await follow(page, `${parameters}&backend=wasm`);
    await expectT(page, Number(/\bt=(\d+)/.exec(parameters)?.[1]));
    if (parameters.includes('mode=')) await expectDone(page);
    await expectForEverybody(page, state);
  }
});

test('axe finds nothing, touch targets are 24 px, and 320 px are wide enough: training', async ({ page }) => {
  await openTraining(page, `${QUICK}&updates=10`);
  await expect(page.getByRole('heading', { name: 'Teach a network to draw digits' })).toBeVisible();
  await expectAccessible(page, 'before');
  await train(page);
  await expectForEverybody(page, 'after');
});

test('a number that is not allowed says what is; the focus is not lost', async ({ page }) => {
  await test.step('a number that is not allowed says what is, at the field, and what was there stays', async () => {
    await openTraining(page);
    const field = page.getByRole('spinbutton', { name: 'Batch' });
    await field.fill('5000');
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    await expect(field).toHaveAccessibleDescription('A whole number from 1 to 1,024.');
    await field.press('Enter');
    await expect(field).toHaveValue('8');
    await expect(page.getByText('A whole number from 1 to 1,024. It stays 8.')).toBeVisible();
    await field.fill('16');
    await expect(field).toHaveAttribute('aria-invalid', 'false');

    // What is explained is there for keys: an output, a formula, a paper.
    await page.getByLabel('Predicts').focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const card = page.getByText('Salimans & Ho 2022');
    await expect(card.first()).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(card.first()).toBeHidden();
    await expect(page.getByRole('button', { name: 'Explain', description: 'Predicts' })).toBeFocused();
  });

  await test.step('the focus is not lost: renaming, removing, undoing', async () => {
    await follow(page, `${QUICK}&updates=10`);
    await trainButton(page, 'Train').last().click();
    await expect(goalReached(page)).toBeVisible({ timeout: 60_000 });
    const rename = trainButton(page, 'Rename tiny · v · seed 0');
    for (const key of ['Escape', 'Enter']) {
      await rename.press('Enter');
      await expect(page.getByLabel('Name of the run')).toBeFocused();
      await page.keyboard.press(key);
      await expect(rename).toBeFocused();
    }
    await trainButton(page, 'Remove tiny · v · seed 0').press('Enter');
    await expect(trainButton(page, 'Undo').last()).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(trainButton(page, /^tiny · v · seed 0 ?10$/)).toBeFocused();
  });
});

test('the Timeline shows that a training goes on', async ({ page }) => {
  await openTraining(page, `${QUICK}&updates=100000`);
  await trainButton(page, 'Train').last().click();
  await expectUpdates(page, 5);
  await page.getByRole('link', { name: 'Timeline' }).click();
  const tab = page.getByRole('link', { name: /^Train/ });
  await expect(tab).toContainText(/^Train\d+\/100,000$/);
  await expect(tab).toHaveAccessibleDescription(/^training, \d+\/100,000 updates$/);
  await expect(page).toHaveTitle(/^\d+\/100,000 · /);
  await tab.click();
  await trainButton(page, 'Pause').click();
  await expect(page).not.toHaveTitle(/100,000/);
});
