import { expect, test } from './support/test';
import { trainButton } from './support/training';

// The page offline, after one visit.

test.use({ serviceWorkers: 'allow' });

test('after one visit the page opens, draws and trains offline; all digits are kept on demand', async ({
  page,
  context,
  problems,
}) => {
  // What the page asks for while the network is cut.
  problems.allow(/ERR_INTERNET_DISCONNECTED|Failed to load resource/);
  await page.goto('./');
  const about = async (): Promise<void> => {
    await page.getByRole('button', { name: 'Menu' }).click();
    await page.getByRole('button', { name: /^About/ }).click();
  };
  await about();
  await expect(page.getByText(/are kept in this browser and work offline/)).toBeVisible({
    timeout: 30_000,
  });
  await page.getByRole('button', { name: /Keep everything \(11\.\d MB\)/ }).click();
  await expect(page.getByText('everything works offline')).toBeVisible({ timeout: 30_000 });

  await context.setOffline(true);
  await page.goto('./?view=generate&count=2&a.steps=2');
  await expect(page.getByText(/Done in/)).toBeVisible({ timeout: 30_000 });
  await page.goto('./?view=train&net=tiny&updates=20&digits=60000');
  await trainButton(page, 'Train').last().click();
  await expect(page.getByText(/20 updates/).first()).toBeVisible({ timeout: 30_000 });
  await context.setOffline(false);

  // A new version waits until it is taken.
  await page.evaluate(() => navigator.serviceWorker.register('sw.js?new'));
  await expect(page.getByText('A new version of the page is here.')).toBeVisible({ timeout: 30_000 });
  const reloaded = page.waitForEvent('load');
  await page.getByRole('button', { name: 'Reload with it' }).click();
  await reloaded;
});
