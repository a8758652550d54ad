import { readFile } from 'node:fs/promises';
import { auc } from '../src/diffusion/roc';
import { makeSchedule } from '../src/diffusion/schedule';
import { expectAccessible } from './support/axe';
import { pixelHash } from './support/pixels';
import { expect, test } from './support/test';
import { choose, notices, panel } from './support/timeline';
import { goalReached, trainButton } from './support/training';
import type { Locator, Page } from 'playwright/test';

// Somebody asks what a network that has learned digits makes of a picture, and how well that tells digits from others.

const open = (page: Page, parameters = '') => page.goto(`./?view=detect&backend=wasm&${parameters}`);
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });
const number = async (page: Page, name: string): Promise<number> =>
  Number(((await page.locator(`[data-number="${name}"]`).first().textContent()) ?? '').replace('−', '-'));
const residual = (page: Page) => page.getByRole('img', { name: /^The residual/ });
const noised = (page: Page) => page.getByRole('img', { name: 'The picture with noise, xt' });
const slider = (page: Page) => page.getByRole('slider', { name: 't that the picture is noised to' });
const threshold = (page: Page) => page.getByRole('slider', { name: 'Threshold' });

/** Waits until the score is that of t. */
async function scored(page: Page, t: number): Promise<number> {
  await expect(page.locator('[data-number="scoredT"]')).toHaveText(String(t), { timeout: 45_000 });
  await expect(page.locator('[data-number="score"]')).toHaveText(/^[\d.]+(e−\d+)?$/);
  await expect(residual(page)).toHaveAttribute('data-empty', 'false');
  return number(page, 'score');
}

async function measured(page: Page): Promise<void> {
  await expect(page.getByText('Measured.')).toBeVisible({ timeout: 120_000 });
}

async function saved(page: Page, name: string): Promise<{ file: string; bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), button(page, name).click()]);
  return { file: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

/** Lines of the table of one score at one t, by set. */
function columns(csv: string, score: string, t: number, column: string): Map<string, number[]> {
  const [head, ...lines] = csv
    .trim()
    .split('\n')
    .map((line) => line.split(','));
  const sets = new Map<string, number[]>();
  for (const cells of lines)
    if (cells[head.indexOf('score')] === score && Number(cells[head.indexOf('t')]) === t)
      sets.set(cells[0], [...(sets.get(cells[0]) ?? []), Number(cells[head.indexOf(column)])]);
  return sets;
}

/** Controls that can be touched and are smaller than 24 x 24 px. */
const smallTargets = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('button, input, select, a, [tabindex="0"]')].flatMap(
      (control) => {
        if (!control.checkVisibility() || control.closest('p a, li a')) return [];
        const { width, height } = (control.closest('label') ?? control).getBoundingClientRect();
        if (width === 0 || (width >= 24 && height >= 24)) return [];
        return [`${control.getAttribute('aria-label') ?? control.innerText}: ${width} x ${height}`];
      },
    ),
  );

test('a picture is chosen, noised and judged: by mouse', async ({ page, freshPage }) => {
  await open(page);
  const first = await scored(page, 300);
  const { alphaBar, oneMinusAlphaBar } = makeSchedule('linear');
  expect(await number(page, 'factor')).toBeCloseTo(Math.sqrt(oneMinusAlphaBar[300] / alphaBar[300]), 3);
  const before = await pixelHash(residual(page));
  await button(page, /^A 7: MNIST/).click();
  await expect.poll(() => number(page, 'score')).not.toBe(first);
  expect(await pixelHash(residual(page))).not.toBe(before);

  // x_t follows the hand at once; the link is written when it lets go.
  const noise = await pixelHash(noised(page));
  const box = await slider(page).boundingBox();
  if (!box) throw new Error('There is no slider.');
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + 0.3 * box.width, y);
  await page.mouse.down();
  await page.mouse.move(box.x + 0.1 * box.width, y, { steps: 5 });
  await expect.poll(() => pixelHash(noised(page))).not.toBe(noise);
  await expect(page).not.toHaveURL(/detectt/);
  await page.mouse.up();
  await expect(page).toHaveURL(/detectt=\d+/);
  const t = Number(await slider(page).inputValue());
  await scored(page, t);

  const png = await saved(page, 'Save as PNG');
  expect(png.file).toBe(`ddpm_detect_t${t}_seed42.png`);
  expect(png.bytes.toString('latin1')).toContain(`detectt=${t}`);

  await choose(page, 'Score', 'reconstruction');
  await expect(page).toHaveURL(/score=reconstruction/);
  await expect(page.locator('[data-number="factor"]')).toHaveCount(0);
  await choose(page, 'Class that the network is told', 'the best of ten');
  await expect(page.getByText(/of ten classes, \d explains it best/)).toBeVisible({ timeout: 45_000 });
  const value = await scored(page, t);
  const pixels = await pixelHash(residual(page));
  const fresh = await freshPage();
  await fresh.goto(page.url());
  expect(await scored(fresh, t)).toBe(value);
  expect(await pixelHash(residual(fresh))).toBe(pixels);
  await page.goBack();
  await expect(page.getByText(/of ten classes/)).toHaveCount(0);
});

test('t moves by keys, comes back to the same pixels, and Space and Escape ask and stop', async ({
  page,
}) => {
  await open(page, 'scored=20');
  await scored(page, 300);
  const there = await pixelHash(noised(page));
  await page.keyboard.press('ArrowRight');
  await expect(slider(page)).toHaveAttribute('aria-valuetext', 't = 301');
  await page.keyboard.press('Shift+ArrowLeft');
  await expect(slider(page)).toHaveAttribute('aria-valuetext', 't = 291');
  await page.keyboard.press('End');
  await scored(page, 1000);
  await page.keyboard.press('Home');
  await scored(page, 1);
  for (let i = 0; i < 3; i++) await page.keyboard.press('PageUp');
  await page.keyboard.press('ArrowLeft');
  await scored(page, 300);
  expect(await pixelHash(noised(page))).toBe(there);

  await page.keyboard.press('Space');
  await expect(page.getByText(/\d+ % · [\d.]+ evaluations\/s · .* left/)).toBeVisible({ timeout: 45_000 });
  await expect(page.locator('[data-number="auc"]')).toBeVisible({ timeout: 45_000 });
  const took = await page.evaluate(async () => {
    const started = performance.now();
    dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }));
    while (!document.body.innerText.includes('Stopped. What was measured stays.'))
      await new Promise((done) => requestAnimationFrame(done));
    return performance.now() - started;
  });
  expect(took).toBeLessThan(500);
  await expect(page.locator('[data-number="auc"]')).toBeVisible();
  await expect(button(page, 'Go on')).toBeVisible();
  await page.keyboard.press('Space');
  await expect(button(page, 'Cancel')).toBeVisible();

  // The threshold has keys of its own, and t stays.
  await threshold(page).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.locator('[data-number="threshold"]')).toHaveText('2.1');
  await expect(threshold(page)).toHaveAttribute('aria-valuetext', /^2\.1 standard deviations: \d+ of/);
  await page.keyboard.press('Home');
  await expect(page.locator('[data-number="threshold"]')).toHaveText('−4.0');
  await expect(page).toHaveURL(/threshold=-4/);
  await expect(slider(page)).toHaveAttribute('aria-valuetext', 't = 300');
});

test('sets are compared: areas, counts and the blank sheet are those of the table', async ({ page }) => {
  test.slow();
  await open(page, 'scored=20&against=mirrored');
  await scored(page, 300);
  await expect(page.getByText(/evaluations of the network, when you ask for them/)).toBeVisible();
  await button(page, 'Measure').click();
  await measured(page);
  const { file, bytes } = await saved(page, 'CSV');
  expect(file).toBe('ddpm_scores_n20_seed42.csv');
  const csv = bytes.toString();
  const of = (score: string, t: number, column: string, set: string) =>
    columns(csv, score, t, column).get(set) ?? [];
  const areaOf = (score: string, t: number, column: string): number =>
    auc(of(score, t, column, 'digits'), of(score, t, column, 'mirrored')).auc;
  expect(await number(page, 'auc')).toBeCloseTo(areaOf('epsilon', 300, 'excess'), 2);
  const counts = async () => ({
    hits: await number(page, 'hits'),
    misses: await number(page, 'misses'),
    falseAlarms: await number(page, 'falseAlarms'),
    correct: await number(page, 'correct'),
  });
  const at = (limit: number) => {
    const above = (set: string) => of('epsilon', 300, 'excess', set).filter((value) => value >= limit).length;
    const [hits, falseAlarms] = [above('mirrored'), above('digits')];
    return { hits, misses: 20 - hits, falseAlarms, correct: 20 - falseAlarms };
  };
  expect(await counts()).toEqual(at(2));
  await threshold(page).fill('0.5');
  await expect.poll(counts).toEqual(at(0.5));

  await choose(page, 'How errors are read', 'plain');
  await expect.poll(() => number(page, 'auc')).toBeCloseTo(areaOf('epsilon', 300, 'excess_plain'), 2);
  const [blank] = of('epsilon', 300, 'error', 'blank');
  const above = of('epsilon', 300, 'error', 'digits').filter((error) => error > blank).length;
  await expect(page.getByText(`more normal than ${above} of 20 digits at t = 300`)).toBeVisible();

  // A t of the curve is chosen, and with it everything is that of the other score.
  await page
    .getByRole('row', { name: /^reconstruction/ })
    .getByRole('button', { name: /^t = 200/ })
    .click();
  await expect(page).toHaveURL(/score=reconstruction.*detectt=200|detectt=200.*score=reconstruction/);
  await expect.poll(() => number(page, 'auc')).toBeCloseTo(areaOf('reconstruction', 200, 'excess_plain'), 2);

  // A picture that is hard is looked at, and its mark is its score.
  const hard: Locator = page
    .getByRole('region', { name: 'The least anomalous others' })
    .getByRole('button')
    .first();
  const [said] = /−?[\d.]+/.exec((await hard.getAttribute('aria-label')) ?? '') ?? [];
  await hard.click();
  await expect(page).toHaveURL(/x0=px\./);
  await expect
    .poll(() => number(page, 'own'), { timeout: 45_000 })
    .toBe(Math.abs(Number(said?.replace('−', '-'))));

  // Other pictures are asked for: only these are measured.
  await page.getByRole('combobox', { name: 'Digits against' }).selectOption('noise');
  await expect(page.getByText(/^Not measured yet: [\d,]+ evaluations/)).toBeVisible();
  await button(page, 'Measure').click();
  await measured(page);
  await expect(page.getByText('every pair is in order, so there is no interval')).toBeVisible();
  for (const explain of await page.getByRole('button', { name: 'Explain' }).all()) await explain.click();
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 844 });
    await expectAccessible(page, `${width} px`);
    expect.soft(await smallTargets(page)).toEqual([]);
  }
  await page.setViewportSize({ width: 320, height: 720 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});

test('nothing begins by itself where that is unwelcome, or takes long; bad links say so', async ({
  page,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await open(page, 'score=guess&detectt=0&against=cats&scored=7&threshold=99&only=not-x&unseen=5');
  for (const bad of [
    'score = "guess"',
    'detectt = "0"',
    'against = "cats"',
    'scored = "7"',
    'threshold',
    'only',
  ])
    await expect(notices(page).first()).toContainText(bad);
  await expect(panel(page, 'The network that has never seen a 5')).toBeVisible();
  await expect(
    page.getByText('4 evaluations of the network, when you ask for them.', { exact: true }),
  ).toBeVisible();
  await button(page, 'Score the picture').click();
  await scored(page, 300);
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await open(page, 'score=reconstruction&scoresteps=50&scoredraws=16&leastclass=1');
  await expect(page.getByText('8,000 evaluations of the network, when you ask for them.')).toBeVisible();
  await page.keyboard.press('Space');
  await expect(page.getByText(/evaluations\/s/)).toBeVisible({ timeout: 45_000 });
  await button(page, 'Cancel').click();
  await expect(page.getByText('Stopped.', { exact: true })).toBeVisible({ timeout: 500 });
});

test('a network that has never seen a 4 is trained here, and judged', async ({ page }) => {
  test.slow();
  await open(page, 'batch=8&digits=1000&updates=20&scored=20');
  await button(page, 'Train without 4s').click();
  await expect(page).toHaveURL(/view=train.*only=not-4|only=not-4.*view=train/);
  await expect(page.getByRole('combobox', { name: 'Classes' })).toHaveValue('15');
  await expect(page.getByText('(all but the 4s)')).toBeVisible();
  await trainButton(page, 'Train').last().click();
  await expect(goalReached(page)).toBeVisible({ timeout: 60_000 });
  await expect(
    page.getByRole('heading', { name: 'Now: ten digits, one a class, also the 4 that it never sees' }),
  ).toBeVisible();
  await page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: 'Detect' }).click();
  await page
    .getByRole('combobox', { name: 'Network' })
    .selectOption({ label: 'tiny · v · seed 0, without 4 · 20 updates' });
  await expect(page.getByText('it has never seen a 4')).toBeVisible();
  await button(page, 'one class of digits: every 4').click();
  await expect(page).toHaveURL(/against=class/);
  await button(page, 'Measure').click();
  await measured(page);
  await expect(page.getByText(/and 20 4s, calibrated with \d+ others/)).toBeVisible();
  await expect(page.locator('[data-number="auc"]')).toHaveText(/^(0\.\d{3}|0|1)$/);
  await expect.poll(() => residual(page).evaluate((canvas) => (canvas as HTMLCanvasElement).width)).toBe(14);
});
