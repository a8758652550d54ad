import { expectAccessible } from './support/axe';
import { follow } from './support/follow';
import { expect, test } from './support/test';
import { process } from './support/lab';
import { choose } from './support/timeline';
import type { Page } from 'playwright/test';

// Somebody asks how many bits a digit costs, and where they go.

const SHORT = 'view=lab&lab=bound&level=all&testdigits=20&strata=20&backend=wasm';
const done = (page: Page) => page.getByText(/evaluations in/);
const total = (page: Page) => page.getByRole('row', { name: /^the bound/ }).getByRole('cell');

test('the bound of test digits is measured term by term; it stops at once, and goes on', async ({ page }) => {
  await test.step('the bound of test digits is measured term by term; variance and clip need no second measurement', async () => {
    await page.goto(`./?${SHORT}`);
    await expect(done(page)).toContainText('420 evaluations', { timeout: 45_000 });
    await expect(page.getByRole('row', { name: /prior/ })).toContainText('2.7e−5');
    const posterior = parseFloat((await total(page).first().textContent()) ?? '');
    const beta = parseFloat((await total(page).last().textContent()) ?? '');
    // 40 digits measured by the same functions in Node: 1.65 and 1.99, with standard errors of .05 and .04.
    expect(Math.abs(posterior - 1.65)).toBeLessThan(0.3);
    expect(Math.abs(beta - posterior - 0.34)).toBeLessThan(0.1);
    await choose(page, 'The network’s x0', 'clipped');
    await expect(page).toHaveURL(/clip=1/);
    await expect(total(page).first()).not.toContainText(String(posterior));
    await expect(done(page)).toBeVisible();

    const slider = page.getByRole('slider', { name: 'Term of the bound, noise first' });
    await page.keyboard.press('Home');
    await expect(slider).toHaveAttribute('aria-valuetext', 'L_T');
    const { beta: betas, alphaBar } = process();
    const term = page.locator('section').filter({ has: page.getByRole('heading', { name: 'This term' }) });
    const number = async (of: string): Promise<number> =>
      Number(((await term.locator(`[data-number="${of}"]`).first().textContent()) ?? '').replace('−', '-'));
    await expect.poll(() => number('signal')).toBeCloseTo(alphaBar[1000], 7);
    const meanSquare = await number('meanSquare');
    const prior = (alphaBar[1000] * (meanSquare - 1) - Math.log(1 - alphaBar[1000])) / (2 * Math.LN2);
    expect(Math.abs((await number('prior')) / prior - 1)).toBeLessThan(0.02);
    await page.keyboard.press('End');
    await expect(slider).toHaveAttribute('aria-valuetext', 'L₀, t = 1');
    await expect(page.getByText(/a standard deviation of 0.01/)).toBeVisible();
    expect((await page.getByRole('row', { name: /decoder/ }).textContent()) ?? '').toContain(
      (await number('decoder')).toFixed(3).slice(0, 4),
    );
    // What a pixel costs whose guess is off: the Gaussian's share of its bin, by the midpoint rule.
    const cost = (off: number): number => {
      const n = 1000;
      const inside = (i: number) => ((off + (i + 0.5) / n - 0.5) * 2) / 255 / 0.01;
      const sum = Array.from({ length: n }, (_, i) => Math.exp(-(inside(i) ** 2) / 2)).reduce(
        (a, b) => a + b,
      );
      return -Math.log2(((sum / n) * 2) / 255 / 0.01 / Math.sqrt(2 * Math.PI));
    };
    const costs = (await term.getByText(/A grey pixel costs/).textContent()) ?? '';
    const [, shownCosts] = /costs ([\d., ]+) bits/.exec(costs) ?? [];
    for (const [i, off] of [0, 2, 10].entries())
      expect(Math.abs(Number(shownCosts.split(', ')[i]) / cost(off) - 1)).toBeLessThan(0.01);
    await page.keyboard.press('PageUp');
    // The numbers in the equation belong together: the posterior's variance costs nothing, weight times error is the term.
    const equation = page.getByText(/^= .+ \+ .+ · .+ = .+ bits\/dim$/);
    await expect(equation).toContainText(/= 0 \+ [\d.,]+ · /);
    const [, weight, error, sum] = (
      ((await equation.textContent()) ?? '').match(/[\d.,]+(e−\d+)?/g) ?? []
    ).map((text) => Number(text.replace('−', '-').replace(',', '')));
    expect(Math.abs((weight * error) / sum - 1)).toBeLessThan(0.02);
    const t = await number('t');
    expect(t).toBeGreaterThan(1);
    const tilde = (betas[t] * (1 - alphaBar[t - 1])) / (1 - alphaBar[t]);
    expect(Math.abs((await number('tilde')) / tilde - 1)).toBeLessThan(0.01);
    const byHand = (alphaBar[t - 1] * betas[t] ** 2) / (2 * tilde * (1 - alphaBar[t]) ** 2 * Math.LN2);
    expect(Math.abs(weight / byHand - 1)).toBeLessThan(0.01);
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'CSV' }).click(),
    ]);
    expect(file.suggestedFilename()).toBe('ddpm_bound_seed42_20digits_1noises_posterior_clipped.csv');
    await page.getByRole('button', { name: 'Table' }).click();
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 844 });
      await expectAccessible(page, `${width} px`);
      expect.soft(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
  });

  await test.step('it stops at once, keeps what is there, and goes on', async () => {
    await follow(page, 'view=lab&lab=bound&testdigits=100&strata=100&backend=wasm');
    // What takes long is not begun unasked.
    await expect(page.getByText(/10,100 evaluations of the network/)).toBeVisible();
    await page.getByRole('button', { name: 'Measure', exact: true }).click();
    await expect(page.getByText(/pictures\/s/)).toBeVisible({ timeout: 45_000 });
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect(page.getByText('What was measured is kept.')).toBeVisible({ timeout: 500 });
    await expect(page.getByRole('row', { name: /decoder/ })).toContainText(/0\.\d{3}/);
    await page.getByRole('button', { name: 'Go on' }).click();
    await expect(page.getByText(/pictures\/s/)).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByText('What was measured is kept.')).toBeVisible();
    await page.getByRole('slider', { name: 'Term of the bound, noise first' }).focus();
    await page.keyboard.press('Space');
    await expect(page.getByRole('button', { name: 'Cancel' })).toBeVisible();
  });
});
