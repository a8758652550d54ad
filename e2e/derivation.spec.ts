import { posteriorBell, x0HatOf } from '../src/diffusion/derivation/bells';
import { gaussianBound } from '../src/diffusion/derivation/gaussianBound';
import { mixtureScore, TWO_MODES } from '../src/diffusion/mixture';
import { makeSchedule } from '../src/diffusion/schedule';
import { expectAccessible } from './support/axe';
import { process } from './support/lab';
import { follow } from './support/follow';
import { expect, test } from './support/test';
import type { Locator, Page } from 'playwright/test';

// Somebody asks where the equations come from, and checks them.

const card = (page: Page, title: string): Locator =>
  page.locator('section').filter({ has: page.getByRole('heading', { name: title }) });
const slider = (page: Page) => page.getByRole('slider', { name: 't of the derivation' });

/** A number on the page by its name. */
async function read(page: Page, name: string): Promise<number> {
  const span = page.locator(`[data-number="${name}"]`);
  await expect(span).toHaveText(/\d/);
  return Number(((await span.textContent()) ?? '').replaceAll('−', '-'));
}

test('every equation is checked with numbers, at the slider’s t', async ({ page }) => {
  await page.goto('./?view=lab&lab=derivation&at=300&d.step=1&d.xt=0.5&d.x0=-0.6&d.eps=0.2&backend=wasm');
  const { beta, alphaBar } = process();
  const t = 700;
  await expect(slider(page)).toHaveAttribute('aria-valuetext', `t = ${t}`);

  // Two steps are one: the sum of the variances.
  const sum = (1 - beta[t]) * beta[t - 1] + beta[t];
  expect((await read(page, 'sumFormula')) / sum).toBeCloseTo(1, 3);
  for (const way of ['sumA', 'sumB']) expect(Math.abs((await read(page, way)) / sum - 1)).toBeLessThan(0.06);
  const band = await read(page, 'sumBand');
  expect(band).toBeCloseTo(1.358 * Math.sqrt(2 / 10_000), 4);
  expect(await read(page, 'sumDistance')).toBeLessThan(band);

  // Without the factor all betas add up.
  const grown = beta.slice(0, t + 1).reduce((a, b) => a + b, 1);
  expect(await read(page, 'grown')).toBeCloseTo(grown, 3);
  expect(await read(page, 'kept')).toBe(1);
  expect((await read(page, 'beta')) / beta[t]).toBeCloseTo(1, 3);

  // One law by t steps and by one.
  const variance = 0.85 * alphaBar[t] + 1 - alphaBar[t];
  for (const name of ['jumpA', 'jumpB', 'jumpFormula'])
    expect(Math.abs((await read(page, name)) - variance)).toBeLessThan(0.06);
  expect(await read(page, 'jumpDistance')).toBeLessThan(band);
  expect(await read(page, 'jumpA')).not.toBe(await read(page, 'jumpB'));

  // The product of bells, and equation 7.
  const noise = 1 - alphaBar[t];
  const weight0 = (Math.sqrt(alphaBar[t - 1]) * beta[t]) / noise;
  const weightT = (Math.sqrt(1 - beta[t]) * (1 - alphaBar[t - 1])) / noise;
  const mean = await read(page, 'posteriorMean');
  expect(mean).toBeCloseTo(weight0 * -0.6 + weightT * 0.5, 5);
  expect(await read(page, 'posteriorMeanBells')).toBe(mean);
  const posteriorVariance = await read(page, 'posteriorVariance');
  expect(posteriorVariance / ((beta[t] * (1 - alphaBar[t - 1])) / noise)).toBeCloseTo(1, 5);
  expect(await read(page, 'posteriorVarianceBells')).toBe(posteriorVariance);

  // One prediction in two forms, until it is clipped.
  const schedule = makeSchedule('linear');
  const x0Hat = x0HatOf(schedule, t, 0.5, 0.2);
  expect(await read(page, 'x0Hat')).toBeCloseTo(x0Hat, 3);
  const byEpsilon = await read(page, 'meanByEpsilon');
  expect(byEpsilon).toBeCloseTo((0.5 - (beta[t] / Math.sqrt(noise)) * 0.2) / Math.sqrt(1 - beta[t]), 5);
  expect(await read(page, 'meanByX0')).toBe(byEpsilon);
  expect(await read(page, 'meansDiffer')).toBe(0);
  await page.getByRole('checkbox', { name: 'Clip' }).check();
  await expect(page).toHaveURL(/d\.clip=1/);
  expect(await read(page, 'x0HatUsed')).toBe(1);
  expect(await read(page, 'meanByX0')).toBeCloseTo(posteriorBell(schedule, t, t - 1, 0.5, 1).mean, 5);
  expect((await read(page, 'meansDiffer')) / (weight0 * (x0Hat - 1))).toBeCloseTo(1, 2);

  // Tweedie.
  const score = await read(page, 'score');
  expect(score).toBeCloseTo(mixtureScore(TWO_MODES, 0.5, alphaBar[t], noise), 3);
  expect(await read(page, 'scoreQuotient')).toBeCloseTo(score, 3);
  expect(await read(page, 'tweedieMean')).toBe(await read(page, 'bayesMean'));
  expect(await read(page, 'tweedieMean')).toBeCloseTo((0.5 + noise * score) / Math.sqrt(alphaBar[t]), 2);

  // The bound, whose terms do not depend on t.
  const bound = gaussianBound(makeSchedule('linear', 4), { mean: 0, variance: 0.25 }, -0.6);
  expect(await read(page, 'boundSum')).toBeCloseTo(bound.sum, 5);
  expect(await read(page, 'boundDirect')).toBe(await read(page, 'boundSum'));
  expect(await read(page, 'boundDifference')).toBeLessThan(1e-10);
  expect(await read(page, 'boundSurprise')).toBeLessThan(await read(page, 'boundSum'));
  const terms = ['Prior', 'Step3', 'Step2', 'Step1', 'Decoder'];
  let total = 0;
  for (const term of terms) total += await read(page, `bound${term}`);
  expect(Math.abs(total - bound.sum)).toBeLessThan(0.003);
});

test('numbers are dragged by mouse and by keys, and drawn anew; axe finds nothing, on a phone too', async ({
  page,
}) => {
  await test.step('numbers are dragged by mouse and by keys, and drawn anew', async () => {
    await page.goto('./?view=lab&lab=derivation&backend=wasm');
    const posterior = card(page, 'Where does the posterior come from?');
    const knob = posterior.getByRole('slider', { name: /^xₜ/ });
    await knob.scrollIntoViewIfNeeded();
    await expect(knob).toHaveAttribute('aria-valuetext', '0.80');
    const before = await read(page, 'posteriorMean');
    const box = await knob.boundingBox();
    if (!box) throw new Error('the knob is not on the screen');
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + 80, box.y + box.height / 2, { steps: 4 });
    await expect.poll(() => read(page, 'posteriorMean')).toBeGreaterThan(before);
    await page.mouse.up();
    await expect(page).toHaveURL(/d\.xt=[12]\.\d/);
    // It is one x_t in all cards, and the focus is on what was dragged.
    const value = await knob.getAttribute('aria-valuenow');
    const others = card(page, 'What has the score').getByRole('slider');
    await expect(others).toHaveAttribute('aria-valuenow', value ?? '');
    await expect(knob).toBeFocused();
    await page.keyboard.press('Home');
    await expect(knob).toHaveAttribute('aria-valuetext', '−3.00');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('PageUp');
    await expect(knob).toHaveAttribute('aria-valuetext', '−2.44');
    await expect(page).toHaveURL(/d\.xt=-2\.44/);
    // The page's own slider stays where it was.
    await expect(slider(page)).toHaveValue('500');

    // Along the chart of variances one moves t.
    const chart = page.getByRole('img', { name: /^The variance of x at t/ });
    await chart.scrollIntoViewIfNeeded();
    const { width } = (await chart.boundingBox()) ?? { width: 0 };
    await chart.click({ position: { x: width / 4, y: 60 } });
    await expect(slider(page)).toHaveAttribute('aria-valuetext', /^t = 7[45]\d$/);
    // The end is t = 2: the step back from t = 1 has no variance.
    await slider(page).focus();
    await page.keyboard.press('End');
    await expect(slider(page)).toHaveAttribute('aria-valuetext', 't = 2');
    await read(page, 'posteriorVariance');

    // Space draws anew; undo leads back to the same numbers.
    const distances = async () => [await read(page, 'sumDistance'), await read(page, 'jumpDistance')];
    const first = await distances();
    await page.keyboard.press('Space');
    await expect(page).toHaveURL(/seed=43/);
    await expect.poll(distances).not.toEqual(first);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(distances).toEqual(first);
    await page.getByRole('combobox', { name: 'Length of a step' }).selectOption('10 of 1,000');
    await expect(page).toHaveURL(/d\.step=10/);
    await slider(page).fill('400');
    await expect(posterior).toContainText(/Here t is 600, and t\s−\s1 stands for 590/);
  });

  await test.step('it can be used by everybody, on a laptop and on a phone', async () => {
    await follow(page, 'view=lab&lab=derivation&backend=wasm');
    await read(page, 'jumpDistance');
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 844 });
      await expectAccessible(page, `${width} px`);
      expect.soft(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
  });
});
