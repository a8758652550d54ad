import { halfLife, priorKl } from '../src/diffusion/endOfForward';
import { additiveScale, additiveSigma } from '../src/diffusion/forward';
import { makeSchedule, snrDb } from '../src/diffusion/schedule';
import { expectAccessible } from './support/axe';
import { follow } from './support/follow';
import { expect, test } from './support/test';
import type { Page } from 'playwright/test';

// Somebody asks how fast the signal should go, and compares.

const row = (page: Page, name: string) =>
  page.getByRole('region', { name: `The ${name} process`, exact: true });

/** What a process leaves, in numbers and words, below the pictures. */
const end = (page: Page, name: string) =>
  page.getByRole('region', { name: `What the ${name} process leaves` });

/** The pixels of the large picture of a process. */
const pixels = (page: Page, name: string): Promise<string> =>
  row(page, name)
    .getByRole('img', { name: `x at this place, ${name}` })
    .evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());

test('schedules side by side, their rules in numbers, and the level for pictures', async ({ page }) => {
  await test.step('schedules stand side by side at the same place, by mouse and by keys', async () => {
    await page.goto('./?view=schedule');
    await expect(row(page, 'linear')).toContainText('t = 260 (26 %)');
    await expect(end(page, 'linear')).toContainText('t = 260 (26 %)');
    await expect(row(page, 'linear')).toContainText('t = 500: β 0.010, ᾱ 0.079, SNR −10.7 dB');
    await expect(row(page, 'cosine')).toContainText('the network is told t = 261');
    const before = await pixels(page, 'linear');

    const slider = page.getByRole('slider', { name: 't, as a part of the way' });
    await slider.focus();
    await page.keyboard.press('Home');
    await expect(row(page, 'cosine')).toContainText('the digit itself');
    expect(await pixels(page, 'cosine')).toBe(await pixels(page, 'linear'));
    await slider.fill('500');
    await expect(row(page, 'linear')).toContainText('t = 500:');
    expect(await pixels(page, 'linear')).toBe(before);

    await page.getByRole('checkbox', { name: 'quadratic' }).check();
    await expect(row(page, 'quadratic')).toContainText('the digit can still be found');
    await expect(end(page, 'quadratic')).toContainText('is not pure noise');
    await expect(row(page, 'linear')).toContainText('nothing of the digit is left');
    await expect(end(page, 'linear').getByText('is not pure noise')).toHaveCount(0);
    await page.getByRole('spinbutton', { name: 'T' }).fill('10');
    await page.keyboard.press('Enter');
    await expect(row(page, 'linear')).toContainText('t = 5: β');

    // All of it is in the link; one undo brings the thousand steps back.
    await expect(page).toHaveURL(/compare=linear%2Ccosine%2Cquadratic%2Cadditive&T=10/);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(row(page, 'linear')).toContainText('t = 500:');
  });

  await test.step('the rules stand there with their numbers, those of the functions', async () => {
    await follow(page, 'view=schedule&compare=cosine,additive&at=300');
    const number = async (name: string, which: string): Promise<number> =>
      parseFloat(
        (
          await row(page, name).or(end(page, name)).locator(`[data-number=${which}]`).first().innerText()
        ).replace('−', '-'),
      );
    await end(page, 'cosine').getByText('The rules with their numbers').click();
    await end(page, 'additive').getByText('The rules with their numbers').click();
    const [cosine, linear] = [makeSchedule('cosine'), makeSchedule('linear')];
    const sigma = additiveSigma(linear, 300);
    await expect.poll(() => number('cosine', 't')).toBe(300);
    expect(await number('cosine', 'x0')).toBeCloseTo(Math.sqrt(cosine.alphaBar[300]), 3);
    expect(await number('cosine', 'epsilon')).toBeCloseTo(Math.sqrt(cosine.oneMinusAlphaBar[300]), 3);
    expect(await number('cosine', 'alphaBar')).toBeCloseTo(cosine.alphaBar[300], 3);
    expect(await number('cosine', 'snr')).toBeCloseTo(snrDb(cosine, 300), 1);
    const half = halfLife(cosine) ?? 0;
    await expect(end(page, 'cosine')).toContainText(
      `ᾱ is ${cosine.alphaBar[half - 1].toFixed(4)} at t = ${half - 1} and ${cosine.alphaBar[half].toFixed(4)} at t = ${half}`,
    );
    expect(await number('additive', 'x0')).toBe(1);
    expect(await number('additive', 'epsilon')).toBeCloseTo(sigma, 3);
    expect(await number('additive', 'variance')).toBeCloseTo(sigma ** 2, 3);
    expect(await number('additive', 'factor')).toBeCloseTo(additiveScale(linear, 300), 3);
    expect(await number('additive', 'alphaBar')).toBeCloseTo(1 / (1 + sigma ** 2), 3);
    // The parts of L_T in place, and their sum.
    const text = (await end(page, 'cosine').getByText('/ (2 ln 2) =').innerText()).replaceAll('−', '-');
    const [signal, meanSquare, log, bits] = [...text.matchAll(/(?<![\d.])[\d.]+(?:e-\d+)?/g)]
      .map(([each]) => Number(each))
      .filter((_, i) => [0, 1, 3, 6].includes(i));
    expect(signal / cosine.alphaBar[1000]).toBeCloseTo(1, 1);
    expect(bits / priorKl(cosine, meanSquare)).toBeCloseTo(1, 1);
    expect(log / -Math.log(cosine.oneMinusAlphaBar[1000])).toBeCloseTo(1, 1);

    // The additive process keeps its digit, and rescaled it is a DDPM.
    await page.getByRole('slider', { name: 't, as a part of the way' }).fill('1000');
    await expect(end(page, 'additive')).toContainText('the variance of the noise grows to 10.05');
    await expect(end(page, 'additive')).toContainText('ᾱ = 1/(1 + σ²) = 0.090');
    await expect(row(page, 'additive')).toContainText('the network is told t = 486');
    const added = await pixels(page, 'additive');
    await page.getByRole('checkbox', { name: /show it divided by/ }).check();
    await expect.poll(() => pixels(page, 'additive')).not.toBe(added);
  });

  await test.step('the level for pictures shows no symbol, and all that one plays with', async () => {
    await follow(page, 'view=schedule&level=picture');
    await expect(row(page, 'linear')).toContainText(
      'The noise weighs as much as the digit after 26 % of the way.',
    );
    await expect(page.getByRole('button', { name: 'Let the network draw' })).toBeVisible();
    await expect(page.getByRole('spinbutton', { name: 'T' })).toHaveCount(0);
    await expect(page.getByRole('main').locator('.katex')).toHaveCount(0);
    expect(await page.getByRole('main').innerText()).not.toMatch(/[α-ω]|ᾱ|√/i);
  });
});

test('the network samples under another schedule at the t of equal SNR; axe finds nothing', async ({
  page,
  freshPage,
}) => {
  test.setTimeout(120_000);
  await test.step('the network samples under another schedule at the t of equal SNR; the link shows it again', async () => {
    await page.goto('./?view=schedule&compare=cosine,hand&T=100&at=0&backend=wasm');
    await page.getByRole('button', { name: 'Let the network draw' }).click();
    const sample = (on: Page, name: string) =>
      row(on, name)
        .getByRole('img', { name: `The network’s sample at this place, ${name}` })
        .evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
    for (const name of ['cosine', 'by hand'])
      await expect(row(page, name)).toContainText('50 steps); the digit is done.', { timeout: 60_000 });
    const digit = await sample(page, 'cosine');
    expect(await sample(page, 'by hand')).not.toBe(digit);
    await page.getByRole('slider', { name: 't, as a part of the way' }).fill('500');
    await expect(row(page, 'cosine')).toContainText(/nearest state: t = \d\d, where it is told t = 2\d\d/);
    await page.keyboard.press('Home');
    await expect(page).toHaveURL(/sampled=1/);
    const other = await freshPage();
    await other.goto(page.url());
    await expect(row(other, 'cosine')).toContainText('the digit is done.', { timeout: 60_000 });
    expect(await sample(other, 'cosine')).toBe(digit);
  });

  await test.step('axe finds nothing, and nothing is wider than the page', async () => {
    await follow(
      page,
      'view=schedule&compare=linear,cosine,sigmoid,quadratic,hand,additive&sampled=1&T=20&backend=wasm',
    );
    await expect(row(page, 'additive')).toContainText('20 steps); nearest state: t = 10', {
      timeout: 60_000,
    });
    for (const name of ['linear', 'additive'])
      await end(page, name).getByText('The rules with their numbers').click();
    for (const width of [1440, 320]) {
      await page.setViewportSize({ width, height: 844 });
      await expectAccessible(page, `${width} px`);
      expect.soft(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
  });
});

test('a beta curve is drawn by hand, with the pointer and with keys', async ({ page, freshPage }) => {
  await page.goto('./?view=schedule&compare=hand&at=1000');
  const last = page.getByRole('slider', { name: 'beta at t = 1000' });
  await last.focus();
  await page.keyboard.press('End');
  await expect(last).toHaveAttribute('aria-valuenow', '0.5');
  const first = page.getByRole('slider', { name: 'beta at t = 1', exact: true });
  const box = (await first.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y - 20, { steps: 3 });
  await page.mouse.up();
  const beta = Number(await first.getAttribute('aria-valuenow'));
  expect(beta).toBeGreaterThan(5e-4);
  await expect(page).toHaveURL(new RegExp(`hand=${beta}%2C`));

  const other = await freshPage();
  await other.goto(page.url());
  await expect(other.getByRole('slider', { name: 'beta at t = 1', exact: true })).toHaveAttribute(
    'aria-valuenow',
    String(beta),
  );
  expect(await pixels(other, 'by hand')).toBe(await pixels(page, 'by hand'));
});
