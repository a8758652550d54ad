import { expectAccessible } from './support/axe';
import { follow } from './support/follow';
import { expect, test } from './support/test';
import { process, showAll, stepNumbers } from './support/lab';
import type { Page } from 'playwright/test';

// Somebody wonders why noise is added back, and tries each rule.

const card = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

/** A step in numbers. */
interface Numbers {
  beta: number;
  a: number;
  aPrev: number;
  sigma: number;
  sigmaPrev: number;
}

const mean = ({ beta, a, aPrev }: Numbers) => ({
  x0Hat: (Math.sqrt(aPrev) * beta) / (1 - a),
  xt: (Math.sqrt(1 - beta) * (1 - aPrev)) / (1 - a),
});
const ddpm = (numbers: Numbers) => ({
  ...mean(numbers),
  z: Math.sqrt((numbers.beta * (1 - numbers.aPrev)) / (1 - numbers.a)),
});
const ddim = ({ aPrev }: Numbers) => ({ x0Hat: Math.sqrt(aPrev), epsilonHat: Math.sqrt(1 - aPrev) });
const drift = ({ beta }: Numbers) => ({ epsilonHat: Math.sqrt(beta) });

/** The rules as the papers and the README write them. */
const FORMULAS: Record<string, (numbers: Numbers) => Record<string, number>> = {
  DDPM: ddpm,
  'DDPM, larger variance': (numbers) => ({ ...mean(numbers), z: Math.sqrt(numbers.beta) }),
  'DDIM, 1,000 steps': ddim,
  'DDIM, 20 steps': ddim,
  'DDPM without fresh noise': mean,
  'Start in the middle': ddpm,
  'Additive noise, correct reverse': ({ beta, sigma, sigmaPrev }) => ({
    epsilonHat: beta / sigma,
    z: (Math.sqrt(beta) * sigmaPrev) / sigma,
  }),
  'Additive noise, wrong reverse': drift,
  'Recorded noise, played back': drift,
};

/** What comes out by a rule, once it is done. */
async function outcome(page: Page, name: string): Promise<{ share: number; std: number }> {
  const text = card(page, name).getByText(/^upper share/);
  await expect(text).not.toContainText('so far', { timeout: 90_000 });
  const [share, std] = ((await text.textContent()) ?? '').match(/\d\.\d+/g) ?? [];
  return { share: Number(share), std: Number(std) };
}

test('the table of reverse rules comes out live, within the error of 20,000 particles', async ({ page }) => {
  test.setTimeout(150_000);
  await page.goto('./?view=lab&backend=wasm');
  await showAll(page);
  const table: [name: string, share: number, std: number][] = [
    ['DDPM', 0.7, 0.096],
    ['DDIM, 1,000 steps', 0.701, 0.098],
    ['DDIM, 20 steps', 0.704, 0.071],
    ['DDPM without fresh noise', 1, 0.0002],
    ['Start in the middle', 0.517, 0.106],
    ['Additive noise, correct reverse', 0.705, 0.097],
    ['Additive noise, wrong reverse', 1, 0],
    ['Recorded noise, played back', 0.7, 0.1],
  ];
  for (const [name, share, std] of table) {
    const result = await outcome(page, name);
    // Four standard errors of two runs: sqrt(2 * 0.7 * 0.3 / 20,000) is 0.0046.
    expect.soft(Math.abs(result.share - share), `${name}: share ${result.share}`).toBeLessThan(0.019);
    expect.soft(Math.abs(result.std - std), `${name}: std ${result.std}`).toBeLessThan(0.003);
  }
  for (const width of [1440, 320]) {
    await page.setViewportSize({ width, height: 844 });
    await expectAccessible(page, `${width} px`);
    expect.soft(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
});

test('every rule has its equation; what surprises is asked before it is seen', async ({ page }) => {
  await test.step('every rule has the equation of its step, with the numbers of the formula', async () => {
    await page.goto('./?view=lab&at=500&backend=wasm');
    const { beta, alphaBar, sigma } = process();
    for (const [name, formula] of Object.entries(FORMULAS)) {
      const { t, tPrev, ...shown } = await stepNumbers(card(page, name));
      expect(t, name).toBe(name === 'Start in the middle' ? 99 : name === 'DDIM, 20 steps' ? 527 : 500);
      if (name !== 'DDIM, 20 steps') expect(tPrev, name).toBe(t - 1);
      const expected = formula({
        beta: beta[t],
        a: alphaBar[t],
        aPrev: alphaBar[tPrev],
        sigma: sigma[t],
        sigmaPrev: sigma[tPrev],
      });
      expect(Object.keys(shown).sort(), name).toEqual(Object.keys(expected).sort());
      for (const [part, value] of Object.entries(expected))
        expect(Math.abs(shown[part] / value - 1), `${name}: ${part} ${shown[part]}`).toBeLessThan(0.02);
    }
  });

  await test.step('what surprises is asked before it is seen, by keys too', async () => {
    await follow(page, 'view=lab&backend=wasm');
    const wrong = card(page, 'Additive noise, wrong reverse');
    await expect(card(page, 'DDPM').getByRole('img')).toHaveCount(2);
    await expect(wrong.getByRole('group').getByRole('button')).toHaveCount(4);
    await expect(wrong.getByRole('img')).toHaveCount(0);
    await expect(wrong).not.toContainText('collapses');
    await wrong.getByRole('button', { name: 'Evenly spread' }).press('Enter');
    await expect(wrong).toContainText('You said: Evenly spread ✗');
    await expect(wrong.getByRole('img')).toHaveCount(2);
    await expect(wrong).toContainText('collapses');
    expect(await wrong.evaluate((element) => element.contains(document.activeElement))).toBe(true);
    const sentence = page.getByRole('region', {
      name: 'A step back, with the ε that the network predicts.',
    });
    await expect(sentence).toContainText('What is true.');

    // It is remembered while the page is open.
    await page.getByRole('button', { name: 'Likelihood bound' }).click();
    await page.getByRole('button', { name: 'Reverse rules', exact: true }).click();
    await expect(wrong.getByRole('img')).toHaveCount(2);
    await sentence.getByRole('button', { name: 'Ask again' }).click();
    await expect(wrong.getByRole('img')).toHaveCount(0);
    await wrong.getByRole('button', { name: 'Show the answer' }).click();
    await expect(wrong).toContainText('collapses');
    await expect(wrong).not.toContainText('You said');
  });
});

test('a common mistake: predict, then see', async ({ page }) => {
  await page.goto('./?view=lab&backend=wasm');
  // The particles are those of another test.
  await expect(page.getByRole('button', { name: 'Cancel', exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
  const loss = page.getByRole('region', { name: 'What is said to be the loss.' });
  await expect(loss.getByText('What is true.')).toHaveCount(0);
  await loss.getByRole('button', { name: 'All of them' }).click();
  await expect(loss).toContainText('depend on? None.');
  await expect(loss).toContainText('All of them ✗');
  await expect(loss).toContainText('a formula without parameters');
  await expectAccessible(page);
  await loss.getByRole('button', { name: 'Ask again' }).click();
  await expect(loss.getByText('What is true.')).toHaveCount(0);

  // Each leads to where it runs.
  await showAll(page);
  await page.getByRole('button', { name: 'Set the cards to t = 1' }).click();
  await expect.poll(() => stepNumbers(card(page, 'DDPM'))).toEqual({ t: 1, tPrev: 0, x0Hat: 1, xt: 0, z: 0 });
  await page.getByRole('button', { name: 'See both in Schedule' }).click();
  await expect(page).toHaveURL(/compare=linear(,|%2C)additive/);
  await page.goBack();
  await page.getByRole('button', { name: 'See its ε̂ on the Timeline' }).click();
  await expect(page).toHaveURL(/[?&]t=500/);
  await expect(page.getByRole('slider', { name: 'Timestep t' })).toBeVisible();
});
