import type { Page } from 'playwright/test';
import { MATHEMATICS } from '../src/state/link/fields/lab';
import {
  FIELDS_OF_VIEWS,
  nameOfField,
  type Page as View,
  type ViewState,
} from '../src/state/link/fields/table';
import { follow, settled } from './support/follow';
import { expect, test } from './support/test';

// What each level of the page shows.

/** Few of everything: where something computes, a look at the page has to wait for it. */
const FEW =
  'draws=2&draw.steps=2&completions=2&fill.steps=2&resamplings=1&variants=1&inversion.steps=2&between=3';
/** Addresses that show all of a view's settings, one after the other. */
const ADDRESSES: Readonly<Record<Exclude<View, 'glossary' | 'lecture'>, readonly string[]>> = {
  timeline: [
    't=300',
    'noise=chain&t=300',
    'mode=reverse&sampler=ddim&steps=20',
    'mode=denoise&steps=20&from=300&t=300',
  ],
  schedule: ['compare=linear,hand,additive'],
  generate: ['ab=1&strip=1&from.seed=5&count=2&a.steps=2&b.steps=2&strip.count=3&strip.steps=2'],
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
  ].map((address) => `${address}&${FEW}`),
  detect: ['score=reconstruction&scoresteps=2', 'against=class'],
  lab: ['', 'lab=digits', 'lab=exact', 'lab=bound', 'lab=derivation', 'lab=bugs', 'lab=bugs&riddle=1'],
  plane: [
    '',
    'law=moons&density=histogram',
    'plane=back&b.way=sde',
    'plane=learn',
    'plane=likelihood',
    'plane=heat',
    'law=brush',
    'plane=paths',
    'plane=guidance',
  ],
};
const VIEWS = Object.keys(ADDRESSES) as (keyof typeof ADDRESSES)[];

/** All words on the page, those of menus among them, and the names of what is only a picture. */
async function wordsOf(page: Page, hasNames = false): Promise<string> {
  const named = await page.locator('[aria-label]').evaluateAll((all) => all.map((each) => each.ariaLabel));
  return `${await page.locator('body').innerText()}\n${hasNames ? named.join('\n') : ''}`;
}

/** What the level Picture does not show, with some characters around it. */
const SYMBOL = /.{0,30}([α-ωΑ-Ω√∑]|[\u0300-\u036f]|[₀-₉ₜ]|\b(t|T|w) = |\bx0?\b|\bN\(0|\bz\b).{0,30}/gu;

test('the level Picture shows no symbol', async ({ page }) => {
  test.setTimeout(120_000);
  await page.goto('?view=glossary&level=picture&backend=wasm');
  for (const view of VIEWS)
    for (const address of ADDRESSES[view].filter(
      (each) => !MATHEMATICS.some((one) => each === `lab=${one}`),
    )) {
      await follow(page, `view=${view}&level=picture&backend=wasm&${address}`);
      await settled(page);
      const where = `${view}, ${address}`;
      expect.soft((await wordsOf(page)).match(SYMBOL) ?? [], where).toEqual([]);
      await expect.soft(page.locator('.katex:visible'), where).toHaveCount(0);
    }
});

test('what a notice of undo can name stands on the screen', async ({ page }) => {
  test.setTimeout(120_000);
  await page.goto('?view=glossary&level=all&backend=wasm');
  for (const view of VIEWS) {
    const missing = new Set(
      Object.entries(FIELDS_OF_VIEWS[view])
        .filter(([, { undo }]) => undo === 'parameter')
        // A notice puts the side, or the part, before the name: "B: steps".
        .flatMap(([name]) => nameOfField(name as keyof ViewState).split(/[:,] ?/)),
    );
    // Parts that are loaded later stand there at the second time at the latest.
    for (const address of [...ADDRESSES[view], ...ADDRESSES[view]]) {
      if (missing.size === 0) break;
      await follow(page, `view=${view}&level=all&backend=wasm&${address}`);
      await page.keyboard.press('Escape'); // results name no settings
      await settled(page);
      const words = await wordsOf(page, true);
      for (const name of missing) {
        const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
        if (new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'u').test(words))
          missing.delete(name);
      }
    }
    expect.soft([...missing], view).toEqual([]);
  }
});
