import { auc } from '../src/diffusion/numbers/roc';
import { expectAccessible } from './support/axe';
import {
  button,
  columns,
  measured,
  number,
  open,
  residual,
  saved,
  scored,
  slider,
  threshold,
} from './support/detect';
import { presentInWindow, smallTexts } from './support/presented';
import { expect, test } from './support/test';
import { goalReached, openTraining, QUICK, trainButton } from './support/training';
import type { Locator, Page } from 'playwright/test';

// Somebody asks how well a score tells digits from others, and what a network says of a class that it has never seen.

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

const SCENES = 7;

/** Presented, each scene is large and fits; then it is shown as before. */
async function expectLarge(page: Page): Promise<void> {
  await presentInWindow(page);
  for (const size of [
    { width: 1920, height: 1080 },
    { width: 1024, height: 768 },
  ]) {
    await page.setViewportSize(size);
    for (let scene = 1; scene <= SCENES; scene++) {
      await expect(page.getByText(`${scene}/${SCENES}`)).toBeVisible();
      await expect.poll(() => smallTexts(page), { timeout: 5000 }).toEqual([]);
      const { scrollHeight, scrollWidth } = await page.evaluate(() => ({
        scrollHeight: document.documentElement.scrollHeight,
        scrollWidth: document.documentElement.scrollWidth,
      }));
      expect([scrollWidth, scrollHeight], `scene ${scene} fills one screen`).toEqual([
        size.width,
        size.height,
      ]);
      await page.keyboard.press('n');
    }
    for (let scene = 1; scene < SCENES; scene++) await page.keyboard.press('Shift+N');
  }
  await page.keyboard.press('p');
  await page.setViewportSize({ width: 1440, height: 900 });
}

async function trainToGoal(page: Page): Promise<void> {
  await trainButton(page, 'Train').last().click();
  await expect(goalReached(page)).toBeVisible({ timeout: 60_000 });
}

/** Goes from Train to Detect and chooses a network there. */
async function chooseNetwork(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'Detect' }).click();
  await page.getByRole('combobox', { name: 'Network', exact: true }).selectOption({ label: name });
}

test('sets are compared: areas, counts and the blank sheet are those of the table', async ({ page }) => {
  test.slow();
  // A small network scores the thousand pictures ten times as fast as the shipped one.
  await openTraining(page, `${QUICK}&updates=10&scored=20&against=mirrored&level=all`);
  await trainToGoal(page);
  await chooseNetwork(page, 'tiny · v · seed 0 · 10 updates');
  await scored(page, 300);
  await expect(page.getByText(/^This takes [\d,]+ evaluations of the network\.$/)).toBeVisible();
  await button(page, 'Compare with digits').click();
  await measured(page);
  await expectLarge(page);
  const { file, bytes } = await saved(page, 'CSV');
  expect(file).toMatch(/^ddpm_scores_run\..+\.10_mirrored_n20_seed42\.csv$/);
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
  // The threshold has keys of its own, and t stays.
  await threshold(page).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.locator('[data-number="threshold"]')).toHaveText('2.1');
  await expect(threshold(page)).toHaveAttribute('aria-valuetext', /^2\.1 standard deviations: \d+ of/);
  await page.keyboard.press('Home');
  await expect(page.locator('[data-number="threshold"]')).toHaveText('−4.0');
  await expect(page).toHaveURL(/threshold=-4/);
  await expect(slider(page)).toHaveAttribute('aria-valuetext', 't = 300');
  await threshold(page).fill('0.5');
  await expect.poll(counts).toEqual(at(0.5));

  await page.getByRole('combobox', { name: 'How errors are read' }).selectOption('plain');
  await expect.poll(() => number(page, 'auc')).toBeCloseTo(areaOf('epsilon', 300, 'excess_plain'), 2);
  const blank = (score: string, t: number): string => {
    const [blankError] = of(score, t, 'error', 'blank');
    const above = of(score, t, 'error', 'digits').filter((error) => error > blankError).length;
    return above >= 10
      ? `more normal than ${above} of 20 digits at t = ${t}`
      : `more normal than only ${above} of 20 digits`;
  };
  await expect(page.getByText(blank('epsilon', 300))).toBeVisible();

  // A t of the curve is chosen, and with it everything is that of the other score.
  await page
    .getByRole('row', { name: /^reconstruction/ })
    .getByRole('button', { name: /^t = 200/ })
    .click();
  await expect(page).toHaveURL(/score=reconstruction.*detectt=200|detectt=200.*score=reconstruction/);
  await expect.poll(() => number(page, 'auc')).toBeCloseTo(areaOf('reconstruction', 200, 'excess_plain'), 2);
  await expect(page.getByText(blank('reconstruction', 200))).toBeVisible();
  // The picture among them is measured as they are, whatever its own draws.
  await expect(page.getByText(/^At t = 200, with 2 draws of 5 steps \(error/)).toBeVisible();
  const [ownError] = of('reconstruction', 200, 'error', 'picture');
  expect(await number(page, 'ownError')).toBeCloseTo(ownError, 3);
  await expect(page.getByText('It is a training digit')).toBeVisible();
  // Choosing a cell is one step to undo.
  await button(page, /^Undo/).click();
  await expect(slider(page)).toHaveAttribute('aria-valuetext', 't = 300');
  await expect(page.getByText(/^At t = 300, with 4 draws \(error/)).toBeVisible();
  await button(page, /^Redo/).click();
  await expect(slider(page)).toHaveAttribute('aria-valuetext', 't = 200');

  // A picture that is hard is looked at, and its mark is its score.
  const hard: Locator = page
    .getByRole('region', { name: 'The most usual others' })
    .getByRole('button')
    .first();
  const [scoreInLabel] = /−?[\d.]+/.exec((await hard.getAttribute('aria-label')) ?? '') ?? [];
  await hard.click();
  await expect(page).toHaveURL(/x0=px\./);
  await expect
    .poll(() => number(page, 'own'), { timeout: 45_000 })
    .toBe(Math.abs(Number(scoreInLabel?.replace('−', '-'))));

  // A digit of the sets is known as such.
  await page.getByRole('region', { name: 'The most unusual digits' }).getByRole('button').first().click();
  await expect(page.getByText('This very picture is one of these digits.')).toBeVisible({ timeout: 45_000 });

  for (const explain of await page.getByRole('button', { name: 'Explain' }).all()) {
    await explain.click();
    await expect(page.locator(':popover-open')).toBeVisible();
    await page.keyboard.press('Escape');
  }
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 844 });
    await expectAccessible(page, `${width} px`);
    expect.soft(await smallTargets(page)).toEqual([]);
  }
  await page.setViewportSize({ width: 320, height: 720 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});

test('a network that has never seen a 4 is trained here, and judged', async ({ page }) => {
  test.slow();
  await open(page, 'batch=8&digits=1000&updates=20&scored=20&level=all');
  await button(page, 'Train without 4s').click();
  await expect(page).toHaveURL(/view=train.*only=not-4|only=not-4.*view=train/);
  await expect(page.getByRole('combobox', { name: 'Classes' })).toHaveValue('15');
  await expect(page.getByText('(no 4s)')).toBeVisible();
  await trainToGoal(page);
  await expect(
    page.getByRole('heading', { name: /^After .* updates: ten digits, with the unseen 4/ }),
  ).toBeVisible();
  await chooseNetwork(page, 'tiny · v · seed 0, without 4 · 20 updates');
  await expect(page.getByText('it has never seen a 4')).toBeVisible();
  await button(page, 'one class of digits: every 4').click();
  await expect(page).toHaveURL(/against=class/);
  await button(page, 'Compare with digits').click();
  await measured(page);
  await expect(page.getByText(/and 20 4s; the scale is set by \d+ other digits/)).toBeVisible();
  await expect.poll(() => residual(page).evaluate((canvas) => (canvas as HTMLCanvasElement).width)).toBe(14);

  // The file says what the screen says, calibrated without 4s, too.
  const { file, bytes } = await saved(page, 'CSV');
  expect(file).toMatch(/^ddpm_scores_run\..+\.20_class4_n20_seed42\.csv$/);
  const rows = columns(bytes.toString(), 'epsilon', 300, 'excess');
  const classes = columns(bytes.toString(), 'epsilon', 300, 'class').get('digits') ?? [];
  const normal = (rows.get('digits') ?? []).filter((_, i) => classes[i] !== 4);
  expect(await number(page, 'auc')).toBeCloseTo(auc(normal, rows.get('class 4') ?? []).auc, 2);
  expect(bytes.toString()).toContain('"tiny · v · seed 0, without 4, 20 updates"');

  // A picture is taken as it was before it was made as small as the network's.
  await page.getByRole('region', { name: 'The most unusual digits' }).getByRole('button').first().click();
  await expect(page).toHaveURL(/x0=px\./);
  await expect(page.getByText('This very picture is one of these digits.')).toBeVisible({ timeout: 45_000 });

  // What it never saw is no class to be tried.
  await page
    .getByRole('combobox', { name: 'Class that the network is told' })
    .selectOption({ label: 'best of nine' });
  await expect(page.getByText(/of nine classes, \d explains it best/)).toBeVisible({ timeout: 45_000 });
  await page.getByRole('combobox', { name: 'Class that the network is told' }).selectOption('false');
  await expect(page.getByText('All pictures are scored.').last()).toBeVisible({ timeout: 45_000 });

  // The network as it was after 10 updates is measured against the same, and both are compared.
  await page.getByRole('combobox', { name: 'Trained for' }).selectOption('10');
  await button(page, 'Compare with digits').click();
  await measured(page);
  const both = page.locator('[data-name="networks"]');
  await expect(both.getByRole('row')).toHaveCount(2);
  await expect(both.getByText(/20 updates against .*10 updates: [+−]\d\.\d{3}, 95 % interval/)).toBeVisible();
});
