import { follow } from './follow';
import { expect } from './test';
import type { Locator, Page } from 'playwright/test';

/** The parts of the Timeline, by role and name, and what a reader does with them. */

export const slider = (page: Page): Locator => page.getByRole('slider', { name: 'Timestep t' });

/** The large picture x_t. */
export const picture = (page: Page): Locator => page.getByRole('img', { name: /picture x at the slider/ });

/** A panel or a section, by its heading. */
export const panel = (page: Page, heading: string | RegExp): Locator =>
  page.locator('section').filter({ has: page.getByRole('heading', { name: heading }) });

/** The messages in the corner. */
export const notices = (page: Page): Locator =>
  page.getByRole('status').filter({ has: page.locator('button') });

export const numberField = (page: Page, name: string): Locator =>
  page.getByRole('spinbutton', { name, exact: true });

/** One of a row of radio buttons. */
export const option = (page: Page, group: string, name: string | RegExp): Locator =>
  page.getByRole('group', { name: group, exact: true }).getByRole('radio', { name, exact: true });

/** Chooses one of a row, as a pointer does. */
export async function choose(page: Page, group: string, name: string | RegExp): Promise<void> {
  await option(page, group, name).click();
  await expect(option(page, group, name)).toBeChecked();
}

/** Waits until the stage has drawn t: the slider speaks in the same frame in which every picture is drawn. */
export async function expectT(page: Page, t: number): Promise<void> {
  await expect(slider(page)).toHaveAttribute('aria-valuetext', new RegExp(`^t = ${t}, `));
}

/** Moves the slider to t by the number field, and waits for the picture. */
export async function goTo(page: Page, t: number): Promise<void> {
  const field = numberField(page, 't');
  await field.fill(String(t));
  await field.press('Enter');
  await field.blur();
  await expectT(page, t);
}

/** The slider's t. */
export const currentT = async (page: Page): Promise<number> => Number(await slider(page).inputValue());

/** Opens a link, given by its parameters, on the fastest backend without a GPU, and waits for the stage. */
export async function open(page: Page, parameters: string): Promise<void> {
  await page.goto(`?${parameters}&backend=wasm`);
  await expect(slider(page)).toHaveAttribute('aria-valuetext', /^t = \d/);
}

/** Opens another link of the Timeline in the same page, and waits for its t. A run that is done may still say so: another path first. */
export async function reopen(page: Page, parameters: string): Promise<void> {
  await follow(page, `${parameters}&backend=wasm`);
  const t = /\bt=(\d+)/.exec(parameters)?.[1];
  await expectT(page, Number(t ?? 0));
}

/** Waits until a run on the stage is whole. */
export async function expectDone(page: Page): Promise<void> {
  await expect(page.getByText(/^Done(\.| in)/)).toBeVisible({ timeout: 45_000 });
}

/** Grey levels 0 ... 255 of a picture, row by row. */
export function greys(canvas: Locator): Promise<number[]> {
  return canvas.evaluate((element) => {
    const { width, height } = element as HTMLCanvasElement;
    const context = (element as HTMLCanvasElement).getContext('2d');
    if (!context) throw new Error('The canvas is not two-dimensional.');
    return Array.from(context.getImageData(0, 0, width, height).data).filter((_, i) => i % 4 === 0);
  });
}

/** The number that stands before a picture of the equation. */
export async function weightOf(page: Page, term: RegExp): Promise<number> {
  const figure = page.getByRole('figure').filter({ has: page.getByRole('img', { name: term }) });
  const text = (await figure.innerText()).replace('−', '-');
  const match = /(-?[\d.]+(?:e-\d+)?)\s*×/.exec(text);
  if (!match) throw new Error(`There is no weight in "${text}".`);
  return Number(match[1]);
}
