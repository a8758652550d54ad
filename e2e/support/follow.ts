import { expect } from './test';
import type { Page } from 'playwright/test';

/**
 * Opens another link as Back and Forward do, without loading the page anew: the engine stays, and it takes a tenth of the time.
 * Waits until the view of the link stands there instead of another one's.
 */
export async function follow(page: Page, parameters: string): Promise<void> {
  await page.evaluate((query) => {
    const wanted = new URLSearchParams(query).get('view') ?? 'timeline';
    // The address follows a little later than the title.
    const names = ['schedule', 'generate', 'train', 'edit', 'detect', 'lab', 'plane', 'glossary', 'lecture'];
    const open = document.title
      .toLowerCase()
      .split(' · ')
      .find((part) => names.includes(part));
    if ((open ?? 'timeline') !== wanted) document.querySelector('main')?.setAttribute('data-left', '');
    (document.activeElement as HTMLElement | null)?.blur();
    history.pushState(null, '', query);
    dispatchEvent(new PopStateEvent('popstate'));
  }, `?${parameters}`);
  await expect(page.locator('main[data-left]')).toHaveCount(0);
  await expect(page.locator('main')).toBeVisible();
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
}

/** Waits until texts and elements have not changed for a fifth of a second, or for 2 s where something computes. */
export const settled = (page: Page): Promise<void> =>
  page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const done = (): void => {
          observer.disconnect();
          clearTimeout(longest);
          resolve();
        };
        let quiet = setTimeout(done, 200);
        const longest = setTimeout(done, 2000);
        const observer = new MutationObserver(() => {
          clearTimeout(quiet);
          quiet = setTimeout(done, 200);
        });
        observer.observe(document.body, { subtree: true, childList: true, characterData: true });
      }),
  );
