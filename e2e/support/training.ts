import { expect } from './test';
import type { Locator, Page, Worker } from 'playwright/test';

/** A training that is quick here: small batches, few digits. */
export const QUICK = 'view=train&backend=wasm&batch=8&digits=1000';

/** Milliseconds between two looks at a training, which computes as fast as it can meanwhile. */
const OFTEN = [50];

export const trainButton = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('button', { name, exact: true });

/** What the page says at the end of a training. */
export const goalReached = (page: Page): Locator => page.getByText('The training is done.');

/** Opens the view where a network is trained. */
export async function openTraining(page: Page, query = QUICK): Promise<void> {
  await page.goto(`./?${query}`);
  await expect(page.getByRole('region', { name: 'Settings of the training' })).toBeVisible();
}

/** Sets after how many updates a training ends. */
export async function setGoal(page: Page, goal: number): Promise<void> {
  const field = page.getByLabel('Updates', { exact: true }).first();
  await field.fill(String(goal));
  await field.press('Enter');
}

/** Updates done, as the page shows them. */
export async function updates(page: Page): Promise<number> {
  const bar = page.getByRole('progressbar', { name: 'Updates done, of all updates' });
  return Number(await bar.getAttribute('value'));
}

/** Waits until so many updates are done. */
export async function expectUpdates(page: Page, atLeast: number, timeout = 60_000): Promise<void> {
  await expect.poll(() => updates(page), { timeout, intervals: OFTEN }).toBeGreaterThanOrEqual(atLeast);
}

/** Updates that are kept for sure: what the page says after it has read them back. */
export async function savedUpdates(page: Page): Promise<number> {
  const text = await page.getByText(/^Saved in this browser: update/).textContent({ timeout: 60_000 });
  return Number(/update ([\d,]+)/.exec(text ?? '')?.[1].replaceAll(',', ''));
}

/** Waits until so many updates are kept. */
export async function expectSaved(page: Page, atLeast: number): Promise<void> {
  await expect
    .poll(() => savedUpdates(page), { timeout: 60_000, intervals: OFTEN })
    .toBeGreaterThanOrEqual(atLeast);
}

/** The worker that trains: the page's other one samples, and it was started before. */
export function trainerOf(page: Page): Worker {
  const worker = page.workers().at(-1);
  if (!worker) throw new Error('No worker trains.');
  return worker;
}

/** Starts a training without end and lets it come to where copies exist. */
export async function underWay(page: Page): Promise<void> {
  await openTraining(page, `${QUICK}&updates=100000`);
  await trainButton(page, 'Train').last().click();
  await expectSaved(page, 20);
}

/** Updates that a fault may cost: 25, or those of 2 s. */
export async function acceptableLoss(page: Page): Promise<number> {
  const figure = page.locator('dl > div').filter({ hasText: 'updates a second' }).locator('dd');
  return Math.max(25, 2 * (Number(await figure.textContent()) || 0));
}

/** What the page says after it has lost the trainer: the update that it goes on from, and how many are computed again. */
export async function readLossNotice(page: Page, timeout = 15_000): Promise<{ from: number; lost: number }> {
  const words = page.getByText(/The training continues from update \d+: \d+ updates are computed again\./);
  await expect(words.first()).toBeVisible({ timeout });
  const match = /from update (\d+): (\d+) updates/.exec((await words.last().textContent()) ?? '');
  return { from: Number(match?.[1]), lost: Number(match?.[2]) };
}

/** Lets the page find that its trainer is silent: the clock goes on by so many of its heartbeats. */
export async function heartbeats(page: Page, count = 6): Promise<void> {
  for (let beat = 0; beat < count; beat++) await page.clock.runFor(2000);
}
