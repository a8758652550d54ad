import { expectOutputsOfPyTorch } from './support/fixture';
import { follow } from './support/follow';
import { expect, test } from './support/test';
import { expectT, goTo, greys, open, picture } from './support/timeline';
import type { Page, Worker } from 'playwright/test';

// WebGPU, on the software adapter: slow, but the same numbers as WebAssembly.

/** Largest difference of a pixel, in grey levels of 255: float32 sums in another order, rounded to bytes. */
const TOLERANCE = 2;
const RUN = 'mode=reverse&sampler=ddim&steps=2&class=3&seed=5&t=0';
// Samplers whose state is more than x_t.
const LONGER = RUN.replace('ddim&steps=2', 'dpmpp-2m&steps=8');
const REFUSED = RUN.replace('ddim&steps=2', 'heun&steps=4').replace('seed=5', 'seed=6');
const badge = (page: Page) => page.locator('header button[data-kind]');

interface Remembering {
  texts: string[];
}

/** Runs in the page: remembers every text about shaders, however briefly it is shown. */
function rememberTexts(): void {
  const texts = ((globalThis as unknown as Remembering).texts = [] as string[]);
  new MutationObserver(() => {
    for (const element of document.querySelectorAll('p, button'))
      if (element.textContent.includes('haders')) texts.push(element.textContent);
  }).observe(document, { subtree: true, childList: true, characterData: true });
}

/** Expects the states of the same run on WebAssembly, in a page of its own. */
function expectStates(onGpu: number[][], onWasm: number[][]): void {
  for (const [i, bytes] of onWasm.entries()) {
    const worst = Math.max(...bytes.map((byte, j) => Math.abs(byte - onGpu[i][j])));
    expect(worst, `state ${i}`).toBeLessThanOrEqual(TOLERANCE);
  }
}

async function states(page: Page): Promise<number[][]> {
  await expect(page.getByText(/^Done(\.| in)/)).toBeVisible({ timeout: 240_000 });
  const pictures = [];
  for (const t of [1000, 500, 0]) {
    await goTo(page, t);
    pictures.push(await greys(picture(page)));
  }
  return pictures;
}

/** Prepended to the worker's script: the first device is destroyed in the seventh step of the plan's first run, when states of it are here. */
const DESTROYED = `{
  const { requestDevice } = GPUAdapter.prototype;
  GPUAdapter.prototype.requestDevice = async function (...given) {
    const device = await requestDevice.apply(this, given);
    self.device ??= device;
    return device;
  };
  const { dispatchWorkgroups } = GPUComputePassEncoder.prototype;
  let calls = 0;
  GPUComputePassEncoder.prototype.dispatchWorkgroups = function (...groups) {
    if (groups.length === 1 && ++calls === 26 * 6 + 5) self.device.destroy();
    return dispatchWorkgroups.apply(this, groups);
  };
}`;

/** Prepended to the next worker's script: once `isRefused` is set, it asks for too much in the third step of a run by the plan. */
const REFUSAL = `{
  const { dispatchWorkgroups } = GPUComputePassEncoder.prototype;
  let calls = 0;
  GPUComputePassEncoder.prototype.dispatchWorkgroups = function (...groups) {
    const ofThePlan = groups.length === 1; // tfjs gives three
    if (self.isRefused && ofThePlan && ++calls === 26 * 2 + 5) groups = [2 ** 31];
    return dispatchWorkgroups.apply(this, groups);
  };
}`;

const newestWorker = (page: Page): Worker => {
  const worker = page.workers().at(-1);
  if (!worker) throw new Error('No worker samples.');
  return worker;
};

test('the device is lost in the middle of a run, which goes on on the next one; that one refuses a command: tfjs goes on; all are the runs on WebAssembly', async ({
  page,
  freshPage,
}) => {
  const scripts = [DESTROYED, REFUSAL];
  await page.route('**/main.worker-*.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (scripts.shift() ?? '') + (await response.text()) });
  });
  const warnings: string[] = [];
  page.on('console', (message) => message.type() === 'warning' && warnings.push(message.text()));
  await page.addInitScript(rememberTexts);
  await page.goto(`?backend=webgpu&perf=2&${LONGER}`);
  const lost =
    /^The graphics device was lost \(.*\)\. The engine starts again; what ran continues or begins again\./;
  await expect(page.getByText(lost)).toBeVisible({ timeout: 240_000 });
  const longer = await states(page);
  await expect(page.getByText(/^Done\. Drag/)).toBeVisible({ timeout: 60_000 });
  await expect(badge(page)).toHaveText(/^WebGPU · .*(software|SwiftShader)/i);
  const texts = (await page.evaluate(() => (globalThis as unknown as Remembering).texts)).join('\n');
  expect(texts).toMatch(/^Compiling shaders: \d+ of 2\d …$/m);
  expect(texts).toMatch(/^shaders \d+ %$/m);

  await page.getByRole('button', { name: 'Dismiss' }).click(); // it lies over the panel
  await follow(page, 'backend=webgpu&perf=2&t=0');
  await follow(page, `backend=webgpu&perf=2&${RUN}`);
  await expect(page.getByText(/^Done in/)).toBeVisible({ timeout: 240_000 });
  const onGpu = await states(page);
  const panel = page.getByRole('complementary', { name: 'Performance' });
  await expect(panel).toContainText('Dispatches a step26.0Submits2On the device');
  await expect(panel).toContainText(/Arithmetic[\d.]+ GFLOP\/sOf the limit[\d.]+ %/);
  await panel.getByText(/ms a step on the device’s clock/).click();
  await expect(panel.getByRole('listitem')).toHaveCount(26);
  await expect(panel.getByRole('listitem').last()).toHaveText(/^step [\d.e-]+ ms$/);
  expect(new URL(page.url()).searchParams.get('perf')).toBe('2');

  await test.step('the network gives the outputs it had in PyTorch, to 1e-4', () =>
    expectOutputsOfPyTorch(newestWorker(page)));

  const isNotCompiled = (text: string): boolean => text.startsWith('shipped is not compiled: ');
  expect(warnings.filter(isNotCompiled)).toHaveLength(0);
  await newestWorker(page).evaluate(() => Object.assign(self, { isRefused: true }));
  await follow(page, 'backend=webgpu&t=0');
  await follow(page, `backend=webgpu&${REFUSED}`);
  await expect(page.getByText(/^Done in/)).toBeVisible({ timeout: 240_000 });
  const refused = await states(page);
  expect(warnings.filter(isNotCompiled)).toHaveLength(1);
  await expect(badge(page)).toHaveText(/^WebGPU/);

  const other = await freshPage();
  await open(other, LONGER);
  expectStates(longer, await states(other));
  await expect(badge(other)).toHaveText(/^WebAssembly/);
  await follow(other, 'backend=wasm&t=0');
  await follow(other, `backend=wasm&${RUN}`);
  await expect(other.getByText(/^Done in/)).toBeVisible();
  const onWasm = await states(other);
  expectStates(onGpu, onWasm);
  expect(onGpu[0]).toEqual(onWasm[0]);
  await follow(other, 'backend=wasm&t=0');
  await follow(other, `backend=wasm&${REFUSED}`);
  await expect(other.getByText(/^Done in/)).toBeVisible();
  expectStates(refused, await states(other));
});

test('unasked, a software adapter loses to WebAssembly, and the badge tells why', async ({ page }) => {
  await page.goto('?t=200');
  await expectT(page, 200);
  await expect(badge(page)).toHaveText(/^WebAssembly/, { timeout: 60_000 });
  await badge(page).click();
  await expect(page.getByRole('dialog')).toContainText(/WebGPU is not used: .*software/);
});
