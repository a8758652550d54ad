import { TERM_NAMES } from '../src/features/common/glossary/glossary';
import { expectAccessible } from './support/axe';
import { follow } from './support/follow';
import { expect, test } from './support/test';
import { expectT, open, reopen } from './support/timeline';
import type { Page } from 'playwright/test';

// Every word is explained where it stands, and all of them on one page.

const mark = (page: Page) => page.getByRole('button', { name: 'What is alpha-bar?' });
const card = (page: Page) => page.getByRole('dialog', { name: /^alpha-bar .*the signal that is left$/ });

/** Expects that the whole card is inside the window. */
async function expectInside(page: Page): Promise<void> {
  await expect(card(page).locator('.katex-display')).toBeVisible();
  await expect(card(page)).toBeInViewport({ ratio: 1 });
}

test('a question mark opens by click and key, closes, and leads to where the word is seen', async ({
  page,
}) => {
  await open(page, 't=400&noise=chain');
  await mark(page).click();
  await expectInside(page);
  await expect(mark(page)).toHaveAttribute('aria-expanded', 'true');
  await expectAccessible(page, 'a card is open');
  await page.keyboard.press('Escape');
  await expect(card(page)).toBeHidden();
  await expect(mark(page)).toBeFocused();
  for (const key of ['Enter', 'Space']) {
    await page.keyboard.press(key);
    await expect(card(page)).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(card(page)).toBeHidden();
  }
  await mark(page).click();
  await page.getByRole('heading', { name: 'Thousand Steps' }).click();
  await expect(card(page)).toBeHidden();

  await page.evaluate(() => Object.assign(window, { isSamePage: true }));
  await mark(page).click();
  await card(page).getByRole('link', { name: 'equal weights of digit and noise' }).click();
  await expect(card(page)).toBeHidden();
  await expectT(page, 260);
  await expect(page).toHaveURL(/\?t=260&backend=wasm$/);
  await page.goBack();
  await expect(page).toHaveURL(/noise=chain/);
  await mark(page).click();
  await card(page).getByRole('link', { name: 'All terms' }).click();
  await expect(page).toHaveURL(/view=glossary&.*term=alphaBar/);
  await expect(page.locator('#term-alphaBar')).toBeInViewport();
  expect(await page.evaluate(() => 'isSamePage' in window)).toBe(true);
});

test.describe('by touch, on a small screen', () => {
  test.use({ hasTouch: true, viewport: { width: 320, height: 480 } });
  test('a card opens, inside the window', async ({ page }) => {
    await open(page, 't=400');
    await mark(page).tap();
    await expectInside(page);
    await card(page).getByRole('button', { name: 'Close' }).tap();
    await expect(card(page)).toBeHidden();
  });
});

test('question marks of the Timeline, and cards that lead on', async ({ page }) => {
  await test.step('the words of the Timeline have their question marks', async () => {
    const mark = (term: string) => page.getByRole('button', { name: `What is ${term}?` }).first();
    await open(page, 't=300');
    for (const term of ['MNIST', 'SNR', 'Gaussian noise', 'closed form'])
      await expect(mark(term)).toBeVisible();
    await reopen(page, 'mode=reverse&sampler=ddim&steps=5');
    for (const term of ['eta', 'DDIM', 'steps']) await expect(mark(term)).toBeVisible();
  });

  await test.step('a card leads on to the part of another view that says more', async () => {
    for (const [link, term, words, title] of [
      ['mode=reverse&t=0', 'DDPM', 'the Lab’s card', 'DDPM without fresh noise'],
      ['mode=reverse&t=0', 'steps', 'the table', 'How many steps are enough?'],
    ] as const) {
      await reopen(page, link);
      await page
        .getByRole('button', { name: `What is ${term}?` })
        .first()
        .click();
      await page.getByRole('dialog').getByRole('link', { name: words }).click();
      await expect(page.getByRole('heading', { name: title }).first()).toBeInViewport();
    }
  });
});

test('all terms on one page, to find, to print and to link to; a link to a rule leads to its card', async ({
  page,
}) => {
  await test.step('all terms on one page, to find, to print and to link to', async () => {
    await page.goto('./?view=glossary&term=z');
    const entries = page.getByRole('article');
    await expect(entries).toHaveCount(TERM_NAMES.length);
    await expect(page.locator('#term-z')).toBeInViewport();
    await expect(page.locator('.katex-error')).toHaveCount(0);
    await page.getByRole('searchbox', { name: 'Find' }).fill('guidance null');
    await expect(page.getByRole('status').filter({ hasText: 'of' })).toContainText(/^\d of \d+ terms$/);
    await expect(page.locator('#term-nullClass')).toBeVisible();
    await expectAccessible(page, 'the glossary');
    await page.getByRole('searchbox', { name: 'Find' }).fill('');
    await page.emulateMedia({ media: 'print' });
    await expect(page.getByRole('banner')).toBeHidden();
    await expect(page.getByRole('searchbox')).toBeHidden();
    for (const entry of await entries.all()) await expect(entry).toBeVisible();
    const address = (media: 'screen' | 'print') =>
      page.emulateMedia({ media }).then(() =>
        page
          .locator('#term-xt a')
          .first()
          .evaluate((link) => getComputedStyle(link, '::after').content),
      );
    expect(await address('print')).toBe('" ?t=320"');
    expect(await address('screen')).toBe('none');
  });

  await test.step('a link to a rule leads to its card', async () => {
    await page.setViewportSize({ width: 1366, height: 641 });
    await follow(page, 'view=glossary&term=z');
    await page.locator('#term-z').getByRole('link').first().click();
    const card = page.getByRole('region', { name: 'DDPM without fresh noise' });
    await expect(card.getByRole('heading')).toBeInViewport({ ratio: 1 });
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(100);
    await expect.poll(() => page.url()).toContain('card=no-noise');
    await page.getByRole('heading', { name: 'Common mistakes' }).scrollIntoViewIfNeeded();
    await expect.poll(() => page.url()).not.toContain('card=');
  });
});
