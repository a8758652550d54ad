import { readFile } from 'node:fs/promises';
import { expect, test } from './support/test';
import {
  expectSaved,
  expectUpdates,
  savedUpdates,
  openTraining,
  QUICK,
  setGoal,
  trainButton,
  updates,
  goalReached,
} from './support/training';

// A network learns in the tab, from random weights.

test('T opens the view, which says how long it takes; Space trains: losses, a film that grows, ten digits', async ({
  page,
}) => {
  await page.goto('.');
  await page.keyboard.press('t');
  await expect(page).toHaveURL(/view=train/);
  await expect(page.getByText(/^Takes about .* an estimate from a short test/)).toBeVisible();
  await expect(trainButton(page, 'Train')).toBeVisible();
  await page.keyboard.press(' ');
  await expectUpdates(page, 12);
  await expect(page.getByText(/^After [1-9]\d* updates, t = 0$/)).toBeVisible();
  await expect(page.getByText('held-out loss')).toBeVisible();
  await page.keyboard.press(' ');
  await expect(trainButton(page, 'Continue')).toBeVisible();

  // From elsewhere it goes on.
  const at = await updates(page);
  await page.getByRole('link', { name: 'Timeline' }).click();
  await page.keyboard.press('t');
  await expect(trainButton(page, 'Continue')).toBeVisible();
  await page.keyboard.press(' ');
  await expectUpdates(page, at + 5);
});

test('pausing acts at once, going on goes on, and no loss is missing', async ({ page }) => {
  await openTraining(page);
  await trainButton(page, 'Train').last().click();
  await expectUpdates(page, 20);
  const took = await page.evaluate(async () => {
    const button = [...document.querySelectorAll('button')].find(
      ({ textContent }) => textContent === 'Pause',
    );
    const started = performance.now();
    button?.click();
    while (![...document.querySelectorAll('button')].some(({ textContent }) => textContent === 'Continue'))
      await new Promise((resolve) => setTimeout(resolve, 5));
    return performance.now() - started;
  });
  expect(took).toBeLessThan(500);
  const at = await updates(page);
  await page.waitForTimeout(500);
  expect(await updates(page)).toBe(at);
  await page.keyboard.press(' ');
  await expectUpdates(page, at + 10);
  const download = page.waitForEvent('download');
  await trainButton(page, 'CSV').click();
  const rows = (await readFile(await (await download).path(), 'utf8')).trimEnd().split('\n').slice(1);
  const losses = rows.map((row) => row.split(',')).filter(([, loss]) => loss !== '');
  expect(losses.length).toBeGreaterThanOrEqual(at + 10);
  expect(losses.map(([update]) => Number(update))).toEqual(losses.map((_, i) => i + 1));
});

test('a reload loses nothing that is kept, and the same seed goes the same way', async ({ page }) => {
  await openTraining(page, `${QUICK}&updates=100000`);
  await trainButton(page, 'Train').last().click();
  await expectUpdates(page, 30);
  await trainButton(page, 'Pause').click();
  await expect(trainButton(page, 'Continue')).toBeVisible();
  const at = await updates(page);
  await expectSaved(page, at);
  await page.reload();
  await expect(trainButton(page, 'Continue')).toBeVisible();
  expect(await updates(page)).toBe(at);
  expect(await savedUpdates(page)).toBe(at);
  await setGoal(page, at + 50);
  await trainButton(page, 'Continue').click();
  await expect(goalReached(page)).toBeVisible({ timeout: 60_000 });
  const figure = page.locator('dd[data-tone=signal]');
  const stopped = await figure.textContent();

  await trainButton(page, 'New').click();
  await trainButton(page, 'Train').last().click();
  await expect(goalReached(page)).toBeVisible({ timeout: 60_000 });
  expect(await figure.textContent()).toBe(stopped);
});

test('the film is scrubbed in both directions, by pointer, sliders and keys', async ({ page }) => {
  await openTraining(page, `${QUICK}&updates=20`);
  await trainButton(page, 'Train').last().click();
  await expect(goalReached(page)).toBeVisible({ timeout: 60_000 });
  const film = page.getByRole('application', { name: /The training film/ });
  const title = page.getByRole('heading', { name: /^After .*, t/ });
  await expect(title).toHaveText('After 20 updates, t = 0');
  await film.press('ArrowUp');
  await film.press('ArrowLeft');
  await expect(title).toHaveText('After 10 updates, t = 1');
  const box = await film.boundingBox();
  if (!box) throw new Error('The film is not to be seen.');
  await page.mouse.click(box.x + 5, box.y + 5);
  await expect(title).toHaveText('After 0 updates, t = 1000');
  await page.getByRole('slider', { name: 'Updates', exact: true }).press('End');
  await page.getByRole('slider', { name: 't', exact: true }).press('End');
  await expect(title).toHaveText('After 20 updates, t = 0');
});

test('what cannot change in a run says so; the learning rate and the goal change at once', async ({
  page,
}) => {
  await openTraining(page);
  await trainButton(page, 'Train').last().click();
  await expectUpdates(page, 5);
  await page.getByLabel('Batch').fill('16');
  await page.getByLabel('Batch').press('Enter');
  await expect(page.getByText('Changed: batch.')).toBeVisible();
  // What is chosen for another training does not touch this one.
  await page.getByLabel('Network').selectOption('small');
  await expect(page.getByText('Changed: network, batch, learning rate.')).toBeVisible();
  await trainButton(page, 'Undo the changes').click();
  await expect(page.getByLabel('Batch')).toHaveValue('8');
  await page.getByLabel('Learning rate').fill('0.001');
  await page.getByLabel('Learning rate').press('Enter');
  const at = await updates(page);
  await expectUpdates(page, at + 10);
  await expect(page.getByText(/^Changed:/)).toBeHidden();
  // Far enough for a fast machine too: the updates go on meanwhile.
  await setGoal(page, (await updates(page)) + 500);
  await expect(goalReached(page)).toBeVisible({ timeout: 60_000 });
});

test('a training goes to a file and comes back; a broken file changes nothing', async ({ page }) => {
  await openTraining(page, `${QUICK}&updates=12`);
  await trainButton(page, 'Train').last().click();
  await expect(goalReached(page)).toBeVisible({ timeout: 60_000 });
  const download = page.waitForEvent('download');
  await trainButton(page, 'Save file').click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('ddpm_tiny_v_seed0_update12.safetensors');
  const bytes = await readFile(await file.path());

  const open = page.getByLabel('Open file');
  await open.setInputFiles({ name: 'torn.safetensors', mimeType: '', buffer: bytes.subarray(0, 9000) });
  await expect(page.getByText(/its tensors have .* bytes, but the file has room for/)).toBeVisible();
  const hostile = Buffer.from(bytes);
  hostile.writeBigUInt64LE(2n ** 40n, 0);
  await open.setInputFiles({ name: 'hostile.safetensors', mimeType: '', buffer: hostile });
  await expect(page.getByText(/its header claims .* bytes, and at most 100 kB are read/)).toBeVisible();
  expect(await updates(page)).toBe(12);
  await expect(page.getByRole('list').getByText('tiny · v · seed 0')).toHaveCount(1);

  await open.setInputFiles({ name: 'again.safetensors', mimeType: '', buffer: bytes });
  await expect(
    page.getByText('“again.safetensors” is a training of 12 updates. You can continue it.'),
  ).toBeVisible();
  await expect(page.getByRole('list').getByText('tiny · v · seed 0')).toHaveCount(2);
  await expect(page.getByText('This training comes from a file, after 12 updates.')).toBeVisible();
  await expect(page.locator('dd[data-tone=signal]')).toHaveText(/^0\.\d{4}$/);
  await expect(trainButton(page, 'Use in the Timeline')).toBeVisible();
  await trainButton(page, 'Continue').click();
  await expectUpdates(page, 20);
});

test('runs are named, opened, removed and brought back', async ({ page }) => {
  await openTraining(page, `${QUICK}&updates=10`);
  await trainButton(page, 'Train').last().click();
  await expect(goalReached(page)).toBeVisible({ timeout: 60_000 });
  await trainButton(page, 'Rename tiny · v · seed 0').click();
  await page.getByLabel('Name of the run').fill('my first');
  await page.keyboard.press('Enter');
  await expect(trainButton(page, /^my first ?10$/)).toBeVisible();
  await trainButton(page, 'Remove my first').click();
  await expect(page.getByText('“my first” was removed.')).toBeVisible();
  await page.getByText('was removed').getByRole('button', { name: 'Undo' }).click();
  await expect(trainButton(page, /^my first ?10$/)).toBeVisible();
  // It is in the list before it is on the screen.
  await expect.poll(() => updates(page)).toBe(10);
  await page.reload();
  await expect(trainButton(page, /^my first ?10$/)).toBeVisible();
  // At its goal the key does what the button says.
  await expect(trainButton(page, '500 more')).toBeVisible();
  await page.keyboard.press(' ');
  await expectUpdates(page, 12);
});
