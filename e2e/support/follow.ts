import { expect } from './test';
import type { Page } from 'playwright/test';

/**
 * Opens another link as Back and Forward do, without loading the page anew: the engine stays, and it takes a tenth of the time.
 * Waits until the view of the link stands there instead of another one's.
 */
export async function follow(page: Page, parameters: string): Promise<void> {
  await page.evaluate((query) => {
    const viewOf = (search: string): string => new URLSearchParams(search).get('view') ?? 'timeline';
    if (viewOf(location.search) !== viewOf(query))
      document.querySelector('main')?.setAttribute('data-left', '');
    history.pushState(null, '', query);
    dispatchEvent(new PopStateEvent('popstate'));
  }, `?${parameters}`);
  await expect(page.locator('main[data-left]')).toHaveCount(0);
  await expect(page.locator('main')).toBeVisible();
  await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
}
