import { readFile } from 'node:fs/promises';
import { expect, test } from './support/test';
import {
  acceptableLoss,
  expectSaved,
  expectUpdates,
  heartbeats,
  trainButton,
  trainerOf,
  underWay,
  updates,
  readLossNotice,
} from './support/training';

// What can go wrong in the page while a network learns. After each the run is there, little is computed again, and the page
// says what happened.

test('the worker is ended', async ({ page }) => {
  await page.clock.install();
  await underWay(page);
  const [at, most] = [await updates(page), await acceptableLoss(page)];
  const worker = trainerOf(page);
  const ended = worker.waitForEvent('close');
  await worker.evaluate(() => self.close());
  await ended;
  await heartbeats(page);
  const { from, lost } = await readLossNotice(page);
  expect(from).toBeGreaterThanOrEqual(20);
  expect(lost).toBeLessThanOrEqual(most);
  await expectUpdates(page, at + 30);
});

test('the worker never comes back from a loop', async ({ page }) => {
  await page.clock.install();
  await underWay(page);
  const [at, most] = [await updates(page), await acceptableLoss(page)];
  void trainerOf(page)
    .evaluate(() => {
      for (;;);
    })
    .catch(() => undefined);
  await heartbeats(page);
  const { from, lost } = await readLossNotice(page);
  expect(from).toBeGreaterThanOrEqual(20);
  expect(lost).toBeLessThanOrEqual(most);
  await expectUpdates(page, at + 30);
});

test('a broken file is refused; weights become NaN: back to the last good copy, and a remedy', async ({
  page,
}) => {
  await underWay(page);
  const opened = await updates(page);
  const buffer = Buffer.from('not a training at all');
  await page.getByLabel('Open file').setInputFiles({ name: 'broken.safetensors', mimeType: '', buffer });
  await expect(page.getByText(/its header claims .* bytes/)).toBeVisible();
  await expectUpdates(page, opened + 10);
  await expect(page.getByRole('list').getByText('tiny · v · seed 0')).toHaveCount(1);

  const [before, most] = [await updates(page), await acceptableLoss(page)];
  const worker = trainerOf(page);
  // Every noise level is mixed by a square root.
  const good = await worker.evaluateHandle(() => Math.sqrt);
  await worker.evaluate(() => void (Math.sqrt = () => NaN));
  await expect(page.getByText('The training diverged: its loss is not a number any more.')).toBeVisible();
  const at = await updates(page);
  expect(at).toBeGreaterThanOrEqual(before - most);
  await worker.evaluate((sqrt) => void (Math.sqrt = sqrt), good);
  await trainButton(page, 'Continue with half the learning rate').click();
  await expect(page.getByLabel('Learning rate')).toHaveValue('0.0025');
  await expectUpdates(page, at + 30);
});

test('the storage is closed and wiped while it trains: it goes on and is kept again', async ({
  page,
  context,
}) => {
  await underWay(page);
  const session = await context.newCDPSession(page);
  const { origin } = new URL(page.url());
  await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' });
  await expect(page.getByText('What this page had stored in the browser was deleted.')).toBeVisible();
  const at = await updates(page);
  await expectSaved(page, at + 1);
  await page.reload();
  await expect(trainButton(page, 'Continue')).toBeVisible();
  expect(await updates(page)).toBeGreaterThan(at);
  // The film, too, from its first row on.
  await page.getByRole('slider', { name: 'Updates', exact: true }).press('Home');
  await expect(page.getByRole('heading', { name: /^After 0 updates,/ })).toBeVisible();
});

test('there is no room: the page says so, and what was kept is still there', async ({
  page,
  context,
  origin,
}) => {
  const session = await context.newCDPSession(page);
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 8e6 });
  await underWay(page);
  // Chromium looks at a smaller quota only after a while; a full disk is full at once.
  await page.evaluate(async () => {
    const cache = await caches.open('something large');
    for (let bytes = 2e6, n = 0; bytes >= 1e5; n++) {
      const whole = new Response(crypto.getRandomValues(new Uint8Array(65536)).buffer);
      const part = new Blob(Array<ArrayBuffer>(Math.ceil(bytes / 65536)).fill(await whole.arrayBuffer()));
      await cache.put(`./${n}`, new Response(part)).catch(() => (bytes /= 2));
    }
  });
  await expect(page.getByText('Not saved.')).toBeVisible({ timeout: 40_000 });
  const download = page.waitForEvent('download');
  await trainButton(page, 'Save it as a file now').click();
  const file = await readFile(await (await download).path());
  expect(file.byteLength).toBeGreaterThan(1e6);
  await page.reload();
  await expect(trainButton(page, 'Continue')).toBeVisible();
  expect(await updates(page)).toBeGreaterThanOrEqual(20);
});
