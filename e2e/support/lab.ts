import { expect } from './test';
import type { Locator, Page } from 'playwright/test';

/** What a step on the page is multiplied by, and its t. */
export type StepNumbers = Record<string, number> & { t: number; tPrev: number };

/** The numbers in the equation of a rule's step. */
export async function stepNumbers(card: Locator): Promise<StepNumbers> {
  const spans = card.locator('header [data-number]');
  await expect(spans.first()).toHaveText(/\d/);
  const entries = await spans.evaluateAll((elements) =>
    elements.map((element) => [
      (element as HTMLElement).dataset.number ?? '',
      Number(element.textContent.replace('−', '-')),
    ]),
  );
  return Object.fromEntries(entries) as StepNumbers;
}

/** Opens all that is asked first. */
export async function showAll(page: Page): Promise<void> {
  const skip = page.getByRole('button', { name: 'Show the answer' });
  await expect(skip.first()).toBeVisible();
  for (let left = await skip.count(); left > 0; left = await skip.count()) {
    await skip.first().click();
    await expect.poll(() => skip.count()).toBeLessThan(left);
  }
}

/** The linear schedule and the additive process of its betas, t = 0 ... 1000, by their definitions. */
export function process(): { beta: number[]; alphaBar: number[]; sigma: number[] } {
  const beta = [0, ...Array.from({ length: 1000 }, (_, i) => 1e-4 + (i * (0.02 - 1e-4)) / 999)];
  let product = 1;
  let variance = 0;
  return {
    beta,
    alphaBar: beta.map((each) => (product *= 1 - each)),
    sigma: beta.map((each) => Math.sqrt((variance += each))),
  };
}
