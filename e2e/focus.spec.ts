import { expect, test } from './support/test';
import { open } from './support/timeline';
import type { Locator, Page } from 'playwright/test';

// Who works with keys stays where they are: what a button takes away, itself included, does not send them back to the page's top.

/** Presses a button by Enter, and waits for what it does. */
async function press(button: Locator, done: () => Promise<void>): Promise<void> {
  await button.focus();
  await button.press('Enter');
  await done();
}

/** Whether something has the focus, and keeps it. */
async function expectFocus(page: Page): Promise<void> {
  const hasFocus = () => page.evaluate(() => document.activeElement !== document.body);
  await expect.poll(hasFocus).toBe(true);
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 150)));
  expect(await hasFocus()).toBe(true);
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first();

test('the focus stays in the page after Present, Leave, Reset, Dismiss, Ask again and a tile', async ({
  page,
}) => {
  await open(page, 't=300&schedule=cosine&x=1');
  await press(button(page, 'Present'), () => expect(button(page, 'Leave')).toBeVisible());
  await expectFocus(page);
  await press(button(page, 'Leave'), () => expect(button(page, 'Present')).toBeVisible());
  await expectFocus(page);
  await press(button(page, 'Reset'), () => expect(button(page, 'Reset')).toBeDisabled());
  await expectFocus(page);
  await press(button(page, 'Dismiss'), () => expect(button(page, 'Dismiss')).toBeHidden());
  await expectFocus(page);

  await page.goto('?view=lab&backend=wasm');
  await press(button(page, 'Show the answer'), () => expect(button(page, 'Ask again')).toBeVisible());
  await expectFocus(page);
  await press(button(page, 'Ask again'), () => expect(button(page, 'Ask again')).toBeHidden());
  await expectFocus(page);

  await page.goto('?view=generate&a.steps=2&count=2&backend=wasm');
  const tile = page.locator('[data-tile="0"]');
  await expect(tile).toBeVisible();
  await press(tile, () => expect(page.getByRole('slider', { name: 'Timestep t' })).toBeVisible());
  await expectFocus(page);
});
