import { follow } from './support/follow';
import { probe } from './support/probe';
import type { Distances } from './support/probes/judge';
import { expect, test } from './support/test';
import { greys } from './support/timeline';
import type { Locator, Page } from 'playwright/test';

// Generate, the Lab, Edit and Detect on WebGPU, on the software adapter: slow, but the same numbers as on WebAssembly. One session on each,
// because the compiled network stays.

/** Largest difference of a pixel, in grey levels of 255. */
const TOLERANCE = 2;
const SLOW = { timeout: 120_000 };

const image = (page: Page, name: string): Locator => page.getByRole('img', { name, exact: true });

/** A picture of the grid. */
async function generated(page: Page, backend: string): Promise<number[]> {
  await page.goto(`?backend=${backend}&view=generate&count=1&a.class=3&a.steps=5`);
  await expect(page.getByText(/^Done(\.| in)/)).toBeVisible(SLOW);
  return greys(page.getByRole('link', { name: /^Picture 1,/ }).locator('canvas'));
}

/** E[x_0 | x_t] at t = 500, the network's picture beside it, and what is said of them. */
async function denoised(page: Page, backend: string) {
  await follow(page, `backend=${backend}&view=lab&lab=exact&at=500`);
  const equation = page.getByRole('region', { name: 'The exact denoiser’s equation' });
  await expect(equation).toContainText('At t = 500: ', SLOW);
  const shares = page.getByRole('region', { name: 'The digits that carry the weight' });
  await expect(shares).toContainText('The weight is shared by about', SLOW);
  return {
    exact: await greys(image(page, 'exact denoiser')),
    network: await greys(image(page, 'the page’s own network')),
    equation: await equation.locator('p b').allInnerTexts(),
    heaviest: await shares.getByText(/#\d+/).allInnerTexts(),
  };
}

/** L_0 of the first group of digits; nothing else fits into the time. */
async function bound(page: Page, backend: string): Promise<number> {
  await follow(page, `backend=${backend}&view=lab&lab=bound&testdigits=20&strata=999`);
  await page.getByRole('button', { name: 'Measure', exact: true }).click();
  const decoder = page.getByRole('row', { name: /decoder/ });
  await expect(decoder).toContainText(/0\.\d{3}/, SLOW);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('What was measured is kept.')).toBeVisible();
  return parseFloat(await decoder.getByRole('cell').first().innerText());
}

/** x_t after the first step of DDPM on digits. */
async function ruled(page: Page, backend: string): Promise<number[]> {
  const at = (place: number): Promise<void> =>
    follow(page, `backend=${backend}&view=lab&lab=digits&class=1&at=${place}`);
  const shown = image(page, 'x at the slider’s t, DDPM');
  await at(0);
  await expect.poll(async () => new Set(await greys(shown)).size, SLOW).toBeGreaterThan(100);
  const noise = await greys(shown);
  await at(4);
  await expect.poll(() => greys(shown), SLOW).not.toEqual(noise);
  await page.getByRole('button', { name: 'Cancel' }).click();
  return greys(shown);
}

/** An edit's first result. */
async function edited(page: Page, backend: string, parameters: string, name: string): Promise<number[]> {
  await follow(page, `backend=${backend}&view=edit&${parameters}`);
  await expect(page.getByText(/^Computed in/)).toBeVisible(SLOW);
  return greys(image(page, name).first());
}

/** How anomalous a digit is. */
async function scored(page: Page, backend: string): Promise<number> {
  await follow(page, `backend=${backend}&view=detect&scoredraws=1`);
  const score = page.locator('[data-number=score]').first();
  await expect(score).toContainText(/0\.\d{3}/, SLOW);
  return parseFloat(await score.innerText());
}

async function walk(page: Page, backend: string) {
  return {
    grid: await generated(page, backend),
    ...(await denoised(page, backend)),
    bits: await bound(page, backend),
    ddpm: await ruled(page, backend),
    denoised: await edited(page, backend, 'draws=1&draw.steps=4', 'Result 1 of 1'),
    filled: await edited(
      page,
      backend,
      'edit=inpaint&completions=1&fill.steps=5&resamplings=2',
      'both together',
    ),
    inverted: await edited(
      page,
      backend,
      'edit=between&between=3&inversion.steps=4&other=train.7',
      'its noise',
    ),
    score: await scored(page, backend),
  };
}

test('Generate, the Lab, Edit and Detect on WebGPU show what they show on WebAssembly', async ({
  page,
  freshPage,
}) => {
  const wasm = await walk(await freshPage(), 'wasm');
  const gpu = await walk(page, 'webgpu');
  await expect(page.locator('header button[data-kind]').getByText('WebGPU')).toBeVisible();
  for (const name of ['grid', 'exact', 'network', 'ddpm', 'denoised', 'filled', 'inverted'] as const) {
    const worst = Math.max(...wasm[name].map((grey, i) => Math.abs(grey - gpu[name][i])));
    expect.soft(worst, name).toBeLessThanOrEqual(TOLERANCE);
  }
  expect.soft(gpu.equation).toEqual(wasm.equation);
  expect.soft(gpu.heaviest).toEqual(wasm.heaviest);
  expect.soft(gpu.score).toBeCloseTo(wasm.score, 3);
  expect.soft(gpu.bits).toBeGreaterThan(0);
  expect.soft(Math.abs(gpu.bits - wasm.bits)).toBeLessThanOrEqual(0.001);
});

test('the judge on WebGPU finds what it finds on WebAssembly', async ({ page }) => {
  const { features, grain, logits } = await probe<Distances>(page, 'judge', null);
  for (const distance of [features, grain, logits]) expect(distance).toBeLessThan(1e-4);
});
