import type { Page } from 'playwright/test';
import { expect, test as story } from './support/test';
import {
  expectUpdates,
  openTraining,
  trainButton,
  trainerOf,
  updates,
  readLossNotice,
} from './support/training';

// What can happen to the graphics device while a network learns on it. After each the run goes on, 25 updates at most are
// computed again, and the page says what happened.

/** Compiling for the software adapter takes up to a minute. */
const COMPILING_MS = 200_000;
const QUERY = 'view=train&backend=wasm&batch=1&digits=1000&updates=100000';

/** A browser of its own for each test: one whose graphics process has crashed twice has no adapter for minutes. */
const test = story.extend({
  context: async ({ playwright, launchOptions, contextOptions, baseURL, viewport }, use) => {
    const browser = await playwright.chromium.launch(launchOptions);
    await use(await browser.newContext({ ...contextOptions, viewport, ...(baseURL && { baseURL }) }));
    await browser.close();
  },
});

/** Prepended to the worker's script: what the test destroys. */
const KEEP_DEVICE = `{
  const { requestDevice } = GPUAdapter.prototype;
  GPUAdapter.prototype.requestDevice = async function (...given) {
    return (self.device = await requestDevice.apply(this, given));
  };
}`;

/**
 * Starts a training on WebAssembly, where it is past its first pictures soon, and goes on with it on WebGPU. What samples
 * stays on WebAssembly: it would be compiled at the same time.
 */
async function underWayOnGpu(page: Page): Promise<void> {
  await page.route('**/main.worker-*.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: KEEP_DEVICE + (await response.text()) });
  });
  await openTraining(page, QUERY);
  await trainButton(page, 'Train').last().click();
  await expectUpdates(page, 51);
  await trainButton(page, 'Pause').click();
  await expect(trainButton(page, 'Continue')).toBeVisible();
  const at = await updates(page);
  await page.evaluate(() => history.replaceState(null, '', location.search.replace('wasm', 'webgpu')));
  await trainButton(page, 'Continue').click();
  await expectUpdates(page, at + 1, COMPILING_MS);
}

/** Does something to the device that the newest trainer computes on, once there is one. */
const withDevice = (page: Page, what: (device: GPUDevice) => void): Promise<void> =>
  expect(() => trainerOf(page).evaluate(`(${what.toString()})(self.device)`)).toPass({ timeout: 60_000 });

async function crashGpuProcess(page: Page): Promise<void> {
  const session = await page.context().browser()?.newBrowserCDPSession();
  session?.send('Browser.crashGpuProcess').catch(() => undefined); // Nobody is left to answer.
}

/** The page says what happened, and that it goes on from an update not long ago. */
async function expectLoss(page: Page, happened: RegExp): Promise<{ from: number }> {
  await expect(page.getByText(happened)).toBeVisible({ timeout: 60_000 });
  const { from, lost } = await readLossNotice(page);
  expect(lost).toBeLessThanOrEqual(25);
  return { from };
}

/** The page says that another backend has taken over, and why. */
async function expectMoved(page: Page, from: number, why: RegExp): Promise<void> {
  const moved = page.getByText(/^The training continues on WebAssembly /);
  await expect(moved).toContainText(why, { timeout: 60_000 });
  await expectUpdates(page, from + 26);
}

test('the graphics process crashes: another one goes on; it refuses a command: WebAssembly does', async ({
  page,
}) => {
  await underWayOnGpu(page);
  await crashGpuProcess(page);
  const { from } = await expectLoss(page, /^The graphics device was lost \(.*\)\. The training continues/);
  await expectUpdates(page, from + 1, COMPILING_MS);
  await expect(page.getByText(/^The training continues on/)).toBeHidden();
  await withDevice(page, (device) => device.createShaderModule({ code: 'no shader' }));
  await expectLoss(page, /^The graphics device refused a command \(.*\)\. The training continues/);
  await expectMoved(page, from, /WebGPU is not used: it failed here again and again\./);
});
