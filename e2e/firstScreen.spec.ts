import { SIZES } from '../tools/sizes.mjs';
import { follow } from './support/follow';
import { expect, test } from './support/test';
import type { Page } from 'playwright/test';

/** What one plays with in each view, by link: its picture and its own controls. */
const PLAYED_WITH: Readonly<Record<string, readonly string[]>> = {
  'view=timeline': [
    'canvas[aria-label^="The picture x"]',
    'input[aria-label="Timestep t"]',
    'button:has-text("Let the network draw")',
  ],
  'view=schedule': [
    'canvas[aria-label="x at this place, linear"]',
    'canvas[aria-label="x at this place, additive"]',
    'input[aria-label="t, as a part of the way"]',
    'button:has-text("Add noise")',
    'button:has-text("Let the network draw")',
  ],
  'view=generate&ab=1&level=all': [
    'a[data-tile="0"] canvas',
    'section[aria-label="Side B"] a[data-tile="9"] canvas',
    'input[aria-label="t of all pictures"]',
    'button:text-matches("Cancel|Draw|Continue")',
  ],
  'view=train': [
    'button[title^="Start, pause"]',
    'canvas[aria-label="The noise that a sample starts with"]',
    'button[aria-label^="Sample 10"]',
    'input[type=range] >> nth=0',
    'input[type=range] >> nth=1',
  ],
  'view=edit&draw.steps=5': [
    'canvas[aria-label^="with white noise"]',
    'canvas[aria-label^="restored"]',
    'canvas[aria-label^="Result 8"]',
    'input[aria-label="t of all results"]',
    '[data-edit-bar] button',
  ],
  'view=edit&edit=inpaint&fill.steps=5&resamplings=1': [
    '[role=application]',
    '[aria-label="Completion 6 of 6"]',
    'input[aria-label="t of all results"]',
    '[data-edit-bar] button',
  ],
  'view=edit&edit=restyle&draw.steps=5': [
    'canvas[aria-label^="noisy"]',
    'canvas[aria-label="new digit 2"]',
    'input[aria-label^="Strength"]',
    '[data-edit-bar] button',
  ],
  'view=edit&edit=change&inversion.steps=5': [
    'canvas[aria-label^="the digit"]',
    'canvas[aria-label="As a 9"]',
    'input[aria-label="t of all results"]',
    '[data-edit-bar] button',
  ],
  'view=edit&edit=between&inversion.steps=5': [
    'canvas[aria-label="first digit"]',
    'canvas[aria-label="At u = 1.00"]',
    'canvas[aria-label="The pixels mixed, 0.00 of the second digit"]',
    'input[aria-label="t of all results"]',
    '[data-edit-bar] button',
  ],
  'view=detect': [
    'canvas[aria-label="The picture x0"]',
    'canvas[aria-label="The squared errors over the picture"]',
    'input[aria-label="t that the picture is noised to"]',
    'button:text-is("Compare with digits")',
    '[data-number="score"]',
  ],
  'view=lab': ['canvas[aria-label^="Where 20,000"]', 'input[aria-label="t of the pictures"]'],
  'view=lab&lab=digits': ['canvas[aria-label^="x at the slider"]', 'input[aria-label="t of the pictures"]'],
  'view=lab&lab=exact': [
    'canvas[aria-label="the noisy digit"]',
    'canvas[aria-label="exact denoiser"]',
    'input[aria-label="t of the noisy digit"]',
  ],
  'view=lab&lab=bound&testdigits=20&strata=20': [
    '[aria-label^="Terms of the bound"]',
    'input[aria-label="Term of the bound, noise first"]',
  ],
  'view=lab&lab=derivation': [
    '[aria-label^="The noise of two steps"]',
    'input[aria-label="t of the derivation"]',
  ],
  'view=lab&lab=bugs': [
    '[aria-label^="Where the particles of both"]',
    'input[aria-label="Place on the way from noise to data"]',
  ],
  'view=plane': [
    '[aria-label="Particles, arrows and density"][role=img]',
    'input[aria-label="t of the plane"]',
    'button:has-text("Add noise")',
  ],
  'view=plane&plane=back&a.n=10&b.n=10': [
    '[aria-label="The particles of way A"][role=img]',
    '[aria-label="The particles of way B"][role=img]',
    'select[aria-label="way A"]',
    'input[aria-label="t of the plane"]',
    'button:has-text("Run back")',
  ],
  'view=plane&plane=learn': [
    '[aria-label="Density and arrows"][role=img]',
    '[aria-label="The points that the network draws"][role=img]',
    'button:text-is("Train")',
    'input[aria-label="t of the plane"]',
  ],
  'view=plane&plane=likelihood': [
    '[aria-label="The path of one point to noise"][role=img]',
    'input[aria-label="t of the plane"]',
  ],
  'view=plane&plane=heat': [
    '[aria-label="blurred"][role=img]',
    '[aria-label="the equation run back"][role=img]',
    'input[aria-label="t of the plane"]',
  ],
};

/** Expects all of it in the window, in each of its sizes. */
async function expectOnFirstScreen(page: Page, link: string, selectors: readonly string[]): Promise<void> {
  for (const [width, height] of SIZES) {
    await page.setViewportSize({ width, height });
    const isInWindow = (selector: string): Promise<void> =>
      expect
        .soft(page.locator(selector).first(), `${link}: ${selector} at ${width}x${height}`)
        .toBeInViewport({ ratio: 0.98 });
    await Promise.all(selectors.map(isInWindow));
    const overflow = (): Promise<number> =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    await expect.poll(overflow, `${link}: no scrolling to the side at ${width}`).toBeLessThanOrEqual(0);
  }
}

const LINKS = Object.entries(PLAYED_WITH);
const isOfEdit = ([link]: (typeof LINKS)[number]): boolean => link.startsWith('view=edit');
for (const [views, links] of [
  ['Edit', LINKS.filter(isOfEdit)],
  ['all other views', LINKS.filter((each) => !isOfEdit(each))],
] as const)
  test(`all that one plays with is on the first screen: ${views}`, async ({ page }) => {
    test.setTimeout(120_000);
    await page.goto('?view=glossary&backend=wasm');
    for (const [link, selectors] of links) {
      await follow(page, `${link}&backend=wasm`);
      await expectOnFirstScreen(page, link, selectors);
    }
  });
