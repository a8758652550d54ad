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
  '?view=detect': [
    'canvas[aria-label="The picture x0"]',
    'canvas[aria-label="The squared errors over the picture"]',
    'input[aria-label="t that the picture is noised to"]',
    'button:text-is("Compare with digits")',
    '[data-number="score"]',
  ],
};

for (const [link, selectors] of Object.entries(PLAYED_WITH))
  test(`all that one plays with is on the first screen: ${link || 'home'}`, async ({ page }) => {
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
