import { expect } from './test';
import type { Locator, Page, Worker } from 'playwright/test';

/** A training that is quick here: small batches, few digits. */
export const QUICK = 'view=train&backend=wasm&batch=8&digits=1000';

export const trainButton = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('button', { name, exact: true });

/** What the page says at the end of a training. */
export const goalReached = (page: Page): Locator => page.getByText('The goal is reached.');

/** Opens the view where a network is trained. */
export async function openTraining(page: Page, query = QUICK): Promise<void> {
  await page.goto(`./?${query}`);
  await expect(page.getByRole('region', { name: 'Settings of the training' })).toBeVisible();
}

/** Updates done, as the page shows them. */
export async function updates(page: Page): Promise<number> {
  const bar = page.getByRole('progressbar', { name: 'Updates done of those to do' });
  return Number(await bar.getAttribute('value'));
}

/** Waits until so many updates are done. */
export async function expectUpdates(page: Page, atLeast: number, timeout = 60_000): Promise<void> {
  await expect.poll(() => updates(page), { timeout }).toBeGreaterThanOrEqual(atLeast);
}

/** Updates that are kept for sure: what the page says after it has read them back. */
export async function kept(page: Page): Promise<number> {
  const text = await page.getByText(/^Kept in this browser: update/).textContent({ timeout: 60_000 });
  return Number(/update ([\d,]+)/.exec(text ?? '')?.[1].replaceAll(',', ''));
}

/** Waits until so many updates are kept. */
export async function expectKept(page: Page, atLeast: number): Promise<void> {
  await expect.poll(() => kept(page), { timeout: 60_000 }).toBeGreaterThanOrEqual(atLeast);
}

/** The worker that trains: the page's other one samples, and it was started before. */
export function trainerOf(page: Page): Worker {
  const worker = page.workers().at(-1);
  if (!worker) throw new Error('No worker trains.');
  return worker;
}
