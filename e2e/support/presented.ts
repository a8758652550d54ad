import { expect, type Page } from 'playwright/test';

/**
 * Texts that can be seen and are smaller than 24 px, with their size. Indices and the like in a formula are exempt: their size
 * belongs to the formula's. So is KaTeX's MathML, which only screen readers meet.
 */
export const smallTexts = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const small = new Set<string>();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      const text = node.textContent?.trim();
      if (
        !element ||
        !text ||
        element.closest('.katex .sizing, .katex-mathml, .visually-hidden, sub, sup, option, noscript, script')
      )
        continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const { width, height, bottom } = range.getBoundingClientRect();
      const isVisible = element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
      if (!isVisible || width <= 1 || height <= 1 || bottom < 0) continue; // Recharts measures off the screen
      const svg = element.closest('svg');
      const scale = svg?.viewBox.baseVal.width ? svg.clientWidth / svg.viewBox.baseVal.width : 1;
      const size = parseFloat(getComputedStyle(element).fontSize) * scale * element.currentCSSZoom;
      if (size < 23.9) small.add(`${text}: ${size.toFixed(1)} px`);
    }
    return [...small];
  });

/** Presenter mode in a window whose size a test can change: full screen, which P asks for too, has the size of the screen. */
export async function presentInWindow(page: Page): Promise<void> {
  await page.evaluate(() => Object.defineProperty(document, 'fullscreenEnabled', { value: false }));
  await page.keyboard.press('p');
  await expect(page).toHaveURL(/present=1/);
}
