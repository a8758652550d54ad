import { expect, test } from './support/test';
import { currentT, open } from './support/timeline';

// Views arrive when they are opened.

test('a view that does not arrive leaves the others alone, and comes when it is asked for again', async ({
  page,
  problems,
}) => {
  problems.allow(/404|ERR_FAILED|could not be loaded|Failed to fetch dynamically|Unable to preload|LabView|error occurred/);
  const parts = '**/assets/LabView*';
  await page.route(parts, (route) => route.fulfill({ status: 404, body: 'not found' }));
  await open(page, 't=300');
  const tabs = page.getByRole('navigation', { name: 'Views' });
  await tabs.getByText('Lab').click();
  await expect(page.getByRole('alert')).toContainText('This view could not be shown');
  await tabs.getByText('Timeline').click();
  expect(await currentT(page)).toBe(300);

  await tabs.getByText('Lab').click();
  await expect(page.getByRole('alert')).toContainText('This view could not be shown');
  await page.route('**/thousand-steps/?*', (route) => route.abort());
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText('still no connection')).toBeVisible();
  await page.unroute('**/thousand-steps/?*');
  await page.unroute(parts);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('main').getByText('DDPM').first()).toBeVisible();
  const sheets = page.locator('link[rel=stylesheet][href*=LabView]');
  expect(
    await sheets.evaluateAll((links) => links.map((link) => (link as HTMLLinkElement).sheet !== null)),
  ).toEqual([true]);
});
