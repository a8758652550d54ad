import { expect, test } from './support/test';

/** A laptop of 1366 x 768, two more, two large screens, a projector, a phone. */
const SIZES = [
  [1366, 641],
  [1280, 587],
  [1536, 730],
  [1440, 900],
  [1920, 1080],
  [1024, 768],
  [390, 844],
] as const;

/** What one plays with in each view, by link: its picture and its own controls. */
const PLAYED_WITH: Readonly<Record<string, readonly string[]>> = {
  '': ['canvas[aria-label^="The picture x"]', 'input[aria-label="Timestep t"]'],
  '?view=edit': [
    'canvas[aria-label^="with white noise"]',
    'canvas[aria-label^="restored"]',
    'canvas[aria-label^="Result 8"]',
    'input[aria-label="t of all results"]',
    '[data-edit-bar] button',
  ],
  '?view=edit&edit=inpaint': [
    '[role=application]',
    '[aria-label="Completion 6 of 6"]',
    'input[aria-label="t of all results"]',
    '[data-edit-bar] button',
  ],
  '?view=edit&edit=restyle': [
    'canvas[aria-label^="noisy"]',
    'canvas[aria-label="new digit 2"]',
    'input[aria-label^="Strength"]',
    '[data-edit-bar] button',
  ],
  '?view=edit&edit=change': [
    'canvas[aria-label^="the digit"]',
    'canvas[aria-label="As a 9"]',
    'input[aria-label="t of all results"]',
    '[data-edit-bar] button',
  ],
  '?view=edit&edit=between': [
    'canvas[aria-label="first digit"]',
    'canvas[aria-label="At u = 1.00"]',
    'canvas[aria-label="The pixels mixed, 0.00 of the second digit"]',
    'input[aria-label="t of all results"]',
    '[data-edit-bar] button',
  ],
  '?view=schedule': [
    'canvas[aria-label="x at this place, linear"]',
    'canvas[aria-label="x at this place, additive"]',
    'input[aria-label="t, as a part of the way"]',
    'button:has-text("Add noise")',
    'button:has-text("Let the network draw")',
  ],
};

for (const [link, selectors] of Object.entries(PLAYED_WITH))
  test(`all that one plays with is on the first screen: ${link || 'home'}`, async ({ page }) => {
    test.setTimeout(180_000);
    for (const [width, height] of SIZES) {
      await page.setViewportSize({ width, height });
      await page.goto(link);
      for (const selector of selectors) {
        const element = page.locator(selector).first();
        await expect(element, `${selector} at ${width}x${height}`).toBeInViewport({ ratio: 0.98 });
      }
      const { scrollWidth, clientWidth } = await page.evaluate(() => ({
        scrollWidth: document.documentElement.scrollWidth,
        clientWidth: document.documentElement.clientWidth,
      }));
      expect(scrollWidth, `no scrolling to the side at ${width}`).toBeLessThanOrEqual(clientWidth);
    }
  });
