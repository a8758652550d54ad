import type { Locator, Page } from 'playwright/test';

export const slider = (page: Page): Locator => page.getByRole('slider', { name: 't of the plane' });

/** A number that the view prints, by its name. */
export const number = (page: Page, name: string): Locator => page.locator(`[data-number="${name}"]`);

/** The pixels of one layer of a picture: 0 density, 1 particles, 2 lines. */
export const layer = (page: Page, name: string, index: number): Promise<string> =>
  page
    .getByRole('img', { name })
    .locator('canvas')
    .nth(index)
    .evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
