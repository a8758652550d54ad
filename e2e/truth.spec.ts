import { addNoise } from '../src/diffusion/forward';
import { correlation } from '../src/diffusion/numbers/correlation';
import { fromBytes, toRgba } from '../src/diffusion/pictures/pixels';
import { fillGaussian, fold, key, STREAM } from '../src/diffusion/random';
import { makeSchedule } from '../src/diffusion/schedule';
import { ddimStep, ddpmStep } from '../src/diffusion/steps';
import { expect, test } from './support/test';
import { expectDone, goTo, greys, open, panel, picture, slider, weightOf, reopen } from './support/timeline';
import type { Page } from 'playwright/test';

// Nothing on the screen is faked: pictures and numbers are what the formulas give.

/** Range that the pictures of noise are scaled to for display: black is -3, white is +3. */
const NOISE_RANGE = 3;
const linear = makeSchedule('linear');

const image = (page: Page, name: RegExp) => page.getByRole('img', { name });

/**
 * Largest difference, in grey levels, between a picture and the weighted sum of others. Where a picture is cut off at black or
 * white its value is not known, and the pixel is left out.
 */
function deviation(sum: number[], terms: { bytes: number[]; weight: number; range: number; cut: boolean }[]) {
  let worst = 0;
  let counted = 0;
  sum.forEach((byte, i) => {
    if (terms.some(({ bytes, cut }) => cut && (bytes[i] === 0 || bytes[i] === 255))) return;
    counted += 1;
    const x = terms.reduce((total, { bytes, weight, range }) => {
      return total + weight * (bytes[i] / 127.5 - 1) * range;
    }, 0);
    const expected = Math.min(255, Math.max(0, (x + 1) * 127.5));
    worst = Math.max(worst, Math.abs(expected - byte));
  });
  return { worst, counted };
}

test('the way down: pictures and numbers are those of the formulas', async ({ page }) => {
  await test.step('x_t is the closed form of x_0 and the seed, pixel by pixel', async () => {
    await open(page, 't=0&seed=11');
    const x0 = fromBytes(Uint8Array.from(await greys(picture(page))));
    const noise = fold(fold(fold(key(11), STREAM.forward), 0), 0);
    const epsilon = fillGaussian(noise, new Float32Array(784));
    for (const t of [1, 320, 1000]) {
      await goTo(page, t);
      const rgba = new Uint8ClampedArray(4 * 784);
      toRgba(addNoise(linear, t, x0, epsilon, new Float32Array(784)), rgba, 1);
      expect(await greys(picture(page))).toEqual(Array.from(rgba).filter((_, i) => i % 4 === 0));
    }
  });

  await test.step('forward: the picture is the sum of the pictures, with the weights that stand there', async () => {
    await reopen(page, 't=320');
    // sqrt(alphaBar_320) and sqrt(1 - alphaBar_320) of linspace(1e-4, 0.02, 1000)
    expect(await weightOf(page, /^x0:/)).toBe(0.591);
    expect(await weightOf(page, /^epsilon,/)).toBe(0.806);
    const { worst, counted } = deviation(await greys(picture(page)), [
      { bytes: await greys(image(page, /^x0:/)), weight: 0.591, range: 1, cut: false },
      { bytes: await greys(image(page, /^epsilon,/)), weight: 0.806, range: NOISE_RANGE, cut: true },
    ]);
    expect(counted).toBeGreaterThan(700);
    // half a level of each: 0.5 + 0.591 / 2 + 0.806 * 3 / 2, and the third decimal of the weights
    expect(worst).toBeLessThan(2.4);
  });

  await test.step('chain: the picture is the sum of the one before and fresh noise', async () => {
    await reopen(page, 't=20&noise=chain');
    const [weight, noiseWeight] = [
      await weightOf(page, /^x at t minus 1/),
      await weightOf(page, /^fresh noise/),
    ];
    expect(weight).toBeCloseTo(Math.sqrt(1 - linear.beta[20]), 3);
    expect(noiseWeight).toBeCloseTo(Math.sqrt(linear.beta[20]), 3);
    const { worst, counted } = deviation(await greys(picture(page)), [
      { bytes: await greys(image(page, /^x at t minus 1/)), weight, range: 1, cut: true },
      { bytes: await greys(image(page, /^fresh noise/)), weight: noiseWeight, range: NOISE_RANGE, cut: true },
    ]);
    expect(counted).toBeGreaterThan(200);
    expect(worst).toBeLessThan(1.5);

    const said = page.getByText(/^Correlation of ε̂ with ε at t = 20: /);
    const [, withStep] = /t = 20: (−?\d\.\d\d);/.exec((await said.textContent()) ?? '') ?? [];
    const [a, b] = [await greys(image(page, /^epsilonHat/)), await greys(image(page, /^fresh noise/))];
    const ofPictures = correlation(Float32Array.from(a), Float32Array.from(b));
    // Pictures are cut off at three standard deviations.
    expect(Math.abs(ofPictures - Number(withStep.replace('−', '-')))).toBeLessThan(0.02);
  });

  await test.step('the numbers of t = 320 are those of the linear schedule', async () => {
    await reopen(page, 't=320');
    const step = panel(page, 'This step');
    await expect(step).toContainText('0.591');
    await expect(step).toContainText('0.806');
    await expect(step).toContainText('0.350 signal');
    await expect(step).toContainText('0.650 noise');
    await expect(step).toContainText('−2.7 dB');
    await expect(page.getByRole('img', { name: /^beta over t/ })).toContainText('0.00645');
    await expect(slider(page)).toHaveAttribute('aria-valuetext', 't = 320, alpha-bar 0.350');
    await goTo(page, 500);
    await expect(slider(page)).toHaveAttribute('aria-valuetext', 't = 500, alpha-bar 0.079');
  });
});

// Of ten steps over 1000 (t = 1000, 889, 778, ...) the one that arrives at t = 445.
const arriving = { ddpm: ddpmStep(linear, 556, 445), ddim: ddimStep(linear, 556, 445, 1) };

test('reverse: the picture is the sum of guess, picture before and z', async ({ page }) => {
  for (const sampler of ['ddpm', 'ddim'] as const) {
    await open(page, `mode=reverse&sampler=${sampler}&eta=1&steps=10&class=3&t=445`);
    await expectDone(page);
    const [guess, before, z] = [/^x0Hat, the network's guess one/, /^x one step/, /^z, fresh/];
    const weights = [await weightOf(page, guess), await weightOf(page, before), await weightOf(page, z)];
    const { x0, xt, noise } = arriving[sampler];
    [x0, xt, noise].forEach((coefficient, i) => expect(weights[i]).toBeCloseTo(coefficient, 3));
    const { worst, counted } = deviation(await greys(picture(page)), [
      { bytes: await greys(image(page, guess)), weight: weights[0], range: 1, cut: false },
      { bytes: await greys(image(page, before)), weight: weights[1], range: 1, cut: true },
      { bytes: await greys(image(page, z)), weight: weights[2], range: NOISE_RANGE, cut: true },
    ]);
    expect(counted).toBeGreaterThan(200);
    expect(worst).toBeLessThan(2.5);
  }
});
