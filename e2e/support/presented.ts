import { expect, type Page } from 'playwright/test';

/**
 * Texts that can be seen and are too small for the last row, with their size: below 24 px, on screens whose smaller side has fewer than
 * 1,080 px below 16 px. Ticks of charts and indices of formulas count, too. KaTeX's MathML does not, which only screen readers meet.
 */
export const smallTexts = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const least = Math.min(innerWidth, innerHeight) < 1080 ? 16 : 24;
    const small = new Set<string>();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      // KaTeX has a zero-width space in each stack of indices.
      const text = node.textContent?.replaceAll('\u200b', '').trim();
      if (!element || !text || element.closest('.katex-mathml, .visually-hidden, option, noscript, script'))
        continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const { width, height, bottom } = range.getBoundingClientRect();
      const isVisible = element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
      if (!isVisible || width <= 1 || height <= 1 || bottom < 0) continue; // Recharts measures off the screen
      const svg = element.closest('svg');
      const scale = svg?.viewBox.baseVal.width ? svg.clientWidth / svg.viewBox.baseVal.width : 1;
      const size = parseFloat(getComputedStyle(element).fontSize) * scale * element.currentCSSZoom;
      if (size < least - 0.1) small.add(`${text}: ${size.toFixed(1)} px`);
    }
    return [...small];
  });

/** How far the page is larger than the window: [to the right, downwards]. A clicker cannot scroll. */
export const overflow = (page: Page): Promise<number[]> =>
  page.evaluate(() => {
    const { scrollWidth, scrollHeight } = document.documentElement;
    return [scrollWidth - innerWidth, scrollHeight - innerHeight];
  });

/** Presenter mode in a window whose size a test can change: full screen, which P asks for too, has the size of the screen. */
export async function presentInWindow(page: Page): Promise<void> {
  await page.evaluate(() => Object.defineProperty(document, 'fullscreenEnabled', { value: false }));
  await page.keyboard.press('p');
  await expect(page).toHaveURL(/present=1/);
}
