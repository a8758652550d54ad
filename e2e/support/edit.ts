import { follow, settled } from './follow';
import { expect } from './test';
import { numberField } from './timeline';
import type { Locator, Page } from 'playwright/test';

/** What one does in the view Edit, and what it says. */

/** Opens an edit, on the fastest backend without a GPU. */
export const open = (page: Page, parameters: string) => page.goto(`?view=edit&${parameters}&backend=wasm`);

/** Opens another edit in the same page, past what the one before has left. */
export async function reopen(page: Page, parameters: string): Promise<void> {
  await follow(page, `view=edit&${parameters}&backend=wasm`);
  await settled(page);
}

/** Waits until everything is there. */
export const done = (page: Page): Promise<void> =>
  expect(page.getByText(/^Computed in|^From memory/)).toBeVisible({ timeout: 45_000 });

export const picture = (page: Page, name: string): Locator => page.getByRole('img', { name, exact: true });

/** A number of the page, by its name. */
export const number = async (page: Page, name: string): Promise<number> => {
  const text = await page.locator(`[data-number=${name}]`).innerText();
  return parseFloat(text.replace(/^[^\d−]*/, '').replace('−', '-'));
};

/** A figure of a table. */
export const cell = async (page: Page, row: string, column: number): Promise<number> =>
  Number(
    (await page.getByRole('row', { name: row }).getByRole('cell').nth(column).innerText()).replace('−', '-'),
  );

export const setNumber = async (page: Page, name: string, value: number): Promise<void> => {
  await numberField(page, name).fill(String(value));
  await numberField(page, name).press('Enter');
};
