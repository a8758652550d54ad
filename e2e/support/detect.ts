import { readFile } from 'node:fs/promises';
import { follow, settled } from './follow';
import { expect } from './test';
import type { Page } from 'playwright/test';

/** The parts of the view Detect, and what a reader does with them. */

export const open = (page: Page, parameters = '') => page.goto(`./?view=detect&backend=wasm&${parameters}`);
/** Opens another link of the view in the same page, past what the one before has left. */
export async function reopen(page: Page, parameters: string): Promise<void> {
  await follow(page, `view=detect&backend=wasm&${parameters}`);
  await settled(page);
}
export const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });
export const number = async (page: Page, name: string): Promise<number> =>
  Number(((await page.locator(`[data-number="${name}"]`).first().textContent()) ?? '').replace('−', '-'));
export const residual = (page: Page) => page.getByRole('img', { name: /^The residual/ });
export const noised = (page: Page) => page.getByRole('img', { name: 'The picture with noise, xt' });
export const slider = (page: Page) => page.getByRole('slider', { name: 't that the picture is noised to' });
export const threshold = (page: Page) => page.getByRole('slider', { name: 'Threshold' });

/** Waits until the score is that of t. */
export async function scored(page: Page, t: number): Promise<number> {
  await expect(page.locator('[data-number="scoredT"]')).toHaveText(String(t), { timeout: 45_000 });
  await expect(page.locator('[data-number="score"]')).toHaveText(/^[\d.]+(e−\d+)?$/);
  await expect(residual(page)).toHaveAttribute('data-empty', 'false');
  return number(page, 'score');
}

export async function measured(page: Page): Promise<void> {
  await expect(page.getByText('All pictures are scored.').last()).toBeVisible({ timeout: 120_000 });
}

export async function saved(page: Page, name: string): Promise<{ file: string; bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), button(page, name).click()]);
  return { file: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

/** Lines of the table of one score at one t, by set. */
export function columns(csv: string, score: string, t: number, column: string): Map<string, number[]> {
  const [head, ...lines] = csv
    .trim()
    .split('\n')
    .map((line) => line.split(','));
  const sets = new Map<string, number[]>();
  for (const cells of lines)
    if (cells[head.indexOf('score')] === score && Number(cells[head.indexOf('t')]) === t)
      sets.set(cells[0], [...(sets.get(cells[0]) ?? []), Number(cells[head.indexOf(column)])]);
  return sets;
}
