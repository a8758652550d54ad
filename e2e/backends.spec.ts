import { expect, test } from './support/test';
import { pixelHash } from './support/pixels';
import { choose, expectDone, goTo, notices, open, picture } from './support/timeline';
import type { Page, Route } from 'playwright/test';

// What computes, and what happens where it does not.

const WEIGHTS = '**/*.safetensors';
const WORKER = /main\.worker.*\.js/;
const FOUR_CORES = "Object.defineProperty(self.navigator, 'hardwareConcurrency', { get: () => 4 });\n";
const badge = (page: Page) => page.locator('header button[data-kind]');
const dialog = (page: Page) => page.getByRole('dialog', { name: 'What computes here' });
const tryAgain = (page: Page) => page.getByRole('button', { name: 'Try again' });

test('the link chooses the backend, and the badge says what it is', async ({ page }) => {
  await open(page, 't=100');
  await expect(badge(page)).toHaveText(/^WebAssembly · SIMD with FMA, 1 thread$/, { timeout: 30_000 });
  await badge(page).click();
  await expect(dialog(page)).toContainText('The network runs on WebAssembly');
  await expect(dialog(page)).toContainText(/SHA-256 [0-9a-f]{12}/);
});

test('on WebAssembly the network needs no file of tfjs; what its operations compute fetches one', async ({
  page,
}) => {
  const files: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('.wasm')) files.push(request.url());
  });
  await open(page, 'mode=reverse&sampler=ddim&steps=5&class=3');
  await expectDone(page);
  expect(files).toEqual([]);
  await page.goto('?view=lab&lab=exact&backend=wasm&measured=16');
  await expect.poll(() => files.length, { timeout: 30_000 }).toBe(1);
});

test('with perf in the link the page says what a run costs', async ({ page }) => {
  await open(page, 'perf&mode=reverse&sampler=ddim&steps=5&t=0');
  const panel = page.getByRole('complementary', { name: 'Performance' });
  await expect(panel).toContainText('Steps5, samples at once: 1', { timeout: 30_000 });
  await expect(panel).toContainText(/BackendWebAssemblyDeviceSIMD with FMA/);
  await expect(panel).toContainText(/A step[\d.]+ msOn the device[\d.]+ MBArithmetic[\d.]+ GFLOP/);
  await expect(notices(page)).toHaveCount(0);
});

test('where a page may share memory WebAssembly has threads, and gives the same pixels', async ({
  page,
  freshPage,
}) => {
  const run = 'mode=reverse&sampler=ddim&steps=5&class=3';
  await open(page, run);
  await expectDone(page);
  await expect(badge(page)).toHaveText(/1 thread$/);
  const isolated = await freshPage();
  await isolated.route(WORKER, async (route) => {
    const response = await route.fetch();
    // Half of the cores are used.
    await route.fulfill({ response, body: FOUR_CORES + (await response.text()) });
  });
  await isolated.goto(`/isolated/thousand-steps/?${run}&backend=wasm`);
  await expectDone(isolated);
  await expect(badge(isolated)).toHaveText(/2 threads$/);
  expect(await pixelHash(picture(isolated))).toBe(await pixelHash(picture(page)));
});

test('without WebGPU the next best runs, and the badge tells why', async ({ page }) => {
  await page.route(WORKER, async (route) => {
    const response = await route.fetch();
    const gone = "Object.defineProperty(self.navigator, 'gpu', { get: () => undefined });\n";
    await route.fulfill({ response, body: gone + (await response.text()) });
  });
  await page.addInitScript("Object.defineProperty(navigator, 'gpu', { get: () => undefined })");
  await page.goto('?t=100');
  await expect(badge(page)).toHaveText(/^(WebAssembly|WebGL) · /, { timeout: 45_000 });
  await badge(page).click();
  await expect(dialog(page)).toContainText(/WebGPU is not used: \w+/);
});

test('an unknown backend is named in a notice, and the best one here runs', async ({ page }) => {
  await page.goto('?backend=foo&t=100');
  await expect(notices(page)).toContainText('backend = "foo"', { timeout: 30_000 });
  await expect(badge(page)).toHaveText(/^(WebAssembly|WebGL|WebGPU) · /, { timeout: 45_000 });
});

test('weights with wrong bytes are refused with a remedy, and Try again works', async ({ page }) => {
  await page.route(WEIGHTS, async (route) => {
    const response = await route.fetch();
    const body = await response.body();
    for (let at = body.length >> 1; at < (body.length >> 1) + 8; at++) body[at] ^= 1;
    await route.fulfill({ response, body });
  });
  await open(page, 'mode=reverse&sampler=ddim&steps=5&t=0');
  const alert = page.getByRole('alert').filter({ hasText: 'SHA-256' });
  await expect(alert).toContainText(/refused.*Reload/, { timeout: 30_000 });
  await expect(badge(page)).toHaveText('network not running');
  // The way down needs no network.
  await choose(page, 'Path', 'Forward');
  await goTo(page, 300);
  // Whoever asks for the way back tries once more without being told to.
  const again = page.waitForResponse(WEIGHTS);
  await choose(page, 'Path', 'Reverse');
  await again;
  await expect(badge(page)).toHaveText('network not running', { timeout: 30_000 });
  await page.unroute(WEIGHTS);
  await tryAgain(page).click();
  await expectDone(page);
});

test('weights that are missing are said; Try again in the dialog works', async ({ page, problems }) => {
  problems.allow(/404/);
  await page.route(WEIGHTS, (route) => route.fulfill({ status: 404, body: 'not found' }));
  await open(page, 't=100');
  await expect(badge(page)).toHaveText('network not running', { timeout: 30_000 });
  await badge(page).click();
  await expect(dialog(page)).toContainText(/could not be downloaded.*404.*try again/s);
  await page.unroute(WEIGHTS);
  await tryAgain(page).click();
  await expect(dialog(page)).toContainText('The network runs on WebAssembly', { timeout: 30_000 });
});

test('while the network is on its way, the way down works and the page says what it waits for', async ({
  page,
}) => {
  const held: Route[] = [];
  await page.route(WEIGHTS, (route) => void held.push(route));
  await open(page, 't=100');
  const first = await pixelHash(picture(page));
  await goTo(page, 600);
  expect(await pixelHash(picture(page))).not.toBe(first);
  await expect(badge(page)).not.toHaveText(/WebAssembly|not running/);
  await choose(page, 'Path', 'Reverse');
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeVisible();
  await expect.poll(() => held.length).toBe(1);
  await held[0].continue();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(badge(page)).toHaveText(/^WebAssembly/, { timeout: 30_000 });
});
