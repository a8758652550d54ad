import type { Page } from 'playwright/test';
import {
  FIELDS_OF_VIEWS,
  nameOfField,
  type Page as View,
  type ViewState,
} from '../src/state/link/fields/table';
import { expect, test } from './support/test';

// What each level of the page shows.

/** Addresses that show all of a view's settings, one after the other. */
const ADDRESSES: Readonly<Record<Exclude<View, 'glossary'>, readonly string[]>> = {
  timeline: [
    't=300',
    'noise=chain&t=300',
    'mode=reverse&sampler=ddim&steps=20',
    'mode=denoise&from=300&t=300',
  ],
  schedule: ['compare=linear,hand,additive'],
  generate: ['ab=1&strip=1&from.seed=5'],
  train: [''],
  edit: [
    'damage=gaussian',
    'damage=salt-and-pepper',
    'damage=blur',
    'damage=low-contrast',
    'edit=inpaint&edit.class=3',
    'edit=restyle',
    'edit=change',
    'edit=between',
  ],
  detect: ['score=reconstruction', 'against=class'],
  lab: ['', 'lab=digits', 'lab=exact', 'lab=bound'],
};
const VIEWS = Object.keys(ADDRESSES) as (keyof typeof ADDRESSES)[];

/** All words on the page, those of menus among them, and the names of what is only a picture. */
async function wordsOf(page: Page, query: string, hasNames = false): Promise<string> {
  await page.goto(`./?${query}`);
  await expect(page.getByRole('main')).toBeVisible();
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  await page.waitForTimeout(300);
  const named = await page.locator('[aria-label]').evaluateAll((all) => all.map((each) => each.ariaLabel));
  return `${await page.locator('body').innerText()}\n${hasNames ? named.join('\n') : ''}`;
}

/** What the level Picture does not show, with some characters around it. */
const SYMBOL = /.{0,30}([α-ωΑ-Ω√∑]|[\u0300-\u036f]|[₀-₉ₜ]|\b(t|T|w) = |\bx0?\b|\bN\(0|\bz\b).{0,30}/gu;

for (const view of VIEWS) {
  test(`${view}: the level Picture shows no symbol`, async ({ page }) => {
    for (const address of ADDRESSES[view].filter((each) => each !== 'lab=bound')) {
      const words = await wordsOf(page, `view=${view}&level=picture&${address}`);
      expect.soft(words.match(SYMBOL) ?? [], address).toEqual([]);
      await expect.soft(page.locator('.katex:visible'), address).toHaveCount(0);
    }
  });

  test(`${view}: what a notice of undo can name stands on the screen`, async ({ page }) => {
    let words = '';
    for (const address of ADDRESSES[view])
      words += await wordsOf(page, `view=${view}&level=all&${address}`, true);
    const names = Object.entries(FIELDS_OF_VIEWS[view])
      .filter(([, { undo }]) => undo === 'parameter')
      // A notice puts the side, or the part, before the name: "B: steps".
      .flatMap(([name]) => nameOfField(name as keyof ViewState).split(/[:,] ?/));
    const stands = (name: string): boolean =>
      new RegExp(
        `(?<![\\p{L}\\p{N}])${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}\\p{N}])`,
        'u',
      ).test(words);
    expect(names.filter((name) => !stands(name))).toEqual([]);
  });
}
