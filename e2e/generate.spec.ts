import { guidanceWeights } from '../src/diffusion/guidance';
import { fillGaussian, fold, key, STREAM } from '../src/diffusion/random';
import { makeSchedule } from '../src/diffusion/schedule';
import { angleBetween, slerpWeights } from '../src/diffusion/slerp';
import { ddimStep, ddpmStep, dpmppStep, heunStep } from '../src/diffusion/steps';
import { timesteps } from '../src/diffusion/timesteps';
import { expectAccessible } from './support/axe';
import { follow, settled } from './support/follow';
import { expect, test } from './support/test';
import { choose, greys, picture } from './support/timeline';
import type { Locator, Page } from 'playwright/test';

// Somebody wants many digits at once, compares settings, and asks what is behind them.

const open = (page: Page, parameters: string) => page.goto(`./?view=generate&backend=wasm&${parameters}`);
/** Opens another link of the view in the same page, past what the one before has left. */
async function reopen(page: Page, parameters: string): Promise<void> {
  await follow(page, `view=generate&backend=wasm&${parameters}`);
  await settled(page);
}
const tile = (page: Page, n: number, side = 'The pictures'): Locator =>
  page.getByRole('region', { name: side }).getByRole('link', { name: new RegExp(`^Picture ${n},`) });
const pixels = (link: Locator): Promise<number[]> => greys(link.locator('canvas'));
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const computed = (page: Page) => expect(page.getByText(/^Done(\.|:| in)/)).toBeVisible({ timeout: 45_000 });
/** Waits until the Timeline's run is whole. */
const expectDone = computed;
const tab = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name });

test('a click opens a picture of the grid in the Timeline: the same pixels, also in a fresh profile', async ({
  page,
  freshPage,
}) => {
  await open(page, 'count=9&a.steps=5&a.sampler=ddpm&a.w=0.5');
  await computed(page);
  const digit = await pixels(tile(page, 9));
  expect(digit.filter((grey) => grey < 16).length / 784).toBeGreaterThan(0.5);
  await page.getByRole('slider', { name: 't of all pictures' }).fill('749');
  await expect(page.getByText('t = 251 · step 3 of 5')).toBeVisible();
  const half = await pixels(tile(page, 9));
  expect(half).not.toEqual(digit);
  await tile(page, 9).click();

  // The grid computed eight at once and one alone, the Timeline one: on WebAssembly the same bits.
  await expectDone(page);
  await expect.poll(() => greys(picture(page))).toEqual(half);
  await page.keyboard.press('Home');
  await expect.poll(() => greys(picture(page))).toEqual(digit);
  await expect(page).toHaveURL(/seed=50/);
  await expect(page).not.toHaveURL(/[?&]t=/);

  const fresh = await freshPage();
  await fresh.goto(page.url());
  await expectDone(fresh);
  expect(await greys(picture(fresh))).toEqual(digit);
  await tab(fresh, 'Generate').click();
  await computed(fresh);
  await expect.poll(() => pixels(tile(fresh, 9))).toEqual(half);
});

test('by keys the grid stops, goes on and is walked in; steps against quality and seconds are measured', async ({
  page,
}) => {
  test.setTimeout(120_000);
  await test.step('by keys: Space cancels at once and goes on, arrows walk in the grid, Enter opens', async () => {
    await open(page, 'count=16&a.steps=30');
    await expect(page.getByText(/^Step \d\d? of 30 · \d+ % · [\d.]+ steps\/s · .* left/)).toBeVisible({
      timeout: 45_000,
    });
    const took = await page.evaluate(async () => {
      const started = performance.now();
      dispatchEvent(new KeyboardEvent('keydown', { key: ' ', bubbles: true, cancelable: true }));
      while (!document.body.innerText.includes('Stopped. The slider shows'))
        await new Promise((done) => requestAnimationFrame(done));
      return performance.now() - started;
    });
    expect(took).toBeLessThan(500);
    const stopped = await pixels(tile(page, 1));
    expect(new Set(stopped).size).toBeGreaterThan(50);
    await expect(button(page, 'Continue')).toBeVisible();
    await page.keyboard.press('Space');
    await computed(page);
    expect(await pixels(tile(page, 1))).not.toEqual(stopped);

    await tile(page, 1).focus();
    await page.keyboard.press('ArrowDown');
    // As large as there is room, sixteen digits in turn stand in rows of five.
    await expect(tile(page, 6)).toBeFocused();
    const [first, below] = await Promise.all([1, 6].map((n) => tile(page, n).boundingBox()));
    expect(below?.x).toBe(first?.x);
    await page.keyboard.press('ArrowRight');
    await expect(tile(page, 7)).toBeFocused();
    await expect(page).toHaveURL(/tile=6/);
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/mode=reverse.*seed=48/);
    await expect(picture(page)).toBeVisible();
  });

  await test.step('steps against quality and seconds are measured here, and what is measured stays', async () => {
    await reopen(page, 'count=1&a.steps=5&judged=20');
    await computed(page);
    await button(page, 'Measure on this device').click();
    const row = (name: RegExp) => page.getByRole('row', { name });
    await expect(row(/^real training digits/)).toContainText(/\d+\.\d %/, { timeout: 60_000 });
    await expect(row(/^DDIM 5 /)).toContainText(/\d m?s\d+\.\d %/, { timeout: 60_000 });
    await page
      .locator('section', { hasText: 'How many steps' })
      .getByRole('button', { name: 'Cancel' })
      .click();
    await expect(page.getByText('Stopped. What has been measured stays.')).toBeVisible();
    await expect(page.getByRole('img', { name: /^KID of the grain of 20 samples .*DDIM 5: / })).toBeVisible();
  });
});

test('A and B stand side by side, from the same noise, and say what differs', async ({ page, freshPage }) => {
  await open(page, 'count=3&a.class=3&a.steps=5');
  await page.getByRole('checkbox', { name: 'Compare with B' }).check();
  await button(page, 'Copy A to B').click();
  const b = page.getByRole('region', { name: 'Side B' });
  await expect(b).toContainText('same settings as the other side');
  await page.getByRole('combobox', { name: 'Class of B' }).selectOption('8');
  await expect(b.locator('b', { hasText: 'class 8' })).toBeVisible();
  await computed(page);
  await page.getByRole('slider', { name: 't of all pictures' }).fill('0');
  await expect.poll(() => pixels(tile(page, 2, 'Side B'))).toEqual(await pixels(tile(page, 2, 'Side A')));
  await page.keyboard.press('End');
  await expect(page.getByText(/Picture 1: A and B differ by 0\.[1-9]/)).toBeVisible();
  await expect(
    page.getByText(/^Ink: A 1\d\.\d %, B 1\d\.\d % of the sheet\. Two digits have in common: in A/),
  ).toBeVisible();
  await tile(page, 2, 'Side B').hover();
  await expect(page.getByText(/Picture 2: A and B differ/)).toBeVisible();
  await expect(tile(page, 2, 'Side A')).toHaveAttribute('data-marked', 'true');

  const before = await pixels(tile(page, 1, 'Side A'));
  await button(page, 'Swap').click();
  await expect.poll(() => pixels(tile(page, 1, 'Side B'))).toEqual(before);
  const fresh = await freshPage();
  await expect(page).toHaveURL(/a\.class=8.*b\.class=3/);
  await fresh.goto(page.url());
  await computed(fresh);
  expect(await pixels(tile(fresh, 1, 'Side B'))).toEqual(before);
});

test('a strip leads from one noise to another; nothing is wrong for axe', async ({ page }) => {
  await test.step('a strip leads from the noise of one picture to that of another', async () => {
    await open(page, 'count=4&a.class=7&a.steps=5&strip.steps=5&strip.count=3');
    await computed(page);
    await choose(page, 'A click on a picture', 'sets the first of two noises');
    await tile(page, 2).click();
    await choose(page, 'A click on a picture', 'sets the second');
    await tile(page, 4).click();
    await expect(page).toHaveURL(/from\.seed=43&to\.seed=45/);
    await expect(page.getByText(/^Running|^Step \d/)).toHaveCount(0);
    await expect(button(page, 'Draw new digits')).toBeVisible({ timeout: 45_000 });
    const strip = page.getByRole('img', { name: /^The picture at u =/ });
    await expect(strip).toHaveCount(3);
    await expect.poll(() => greys(strip.nth(0))).toEqual(await pixels(tile(page, 2)));
    expect(await greys(strip.nth(2))).toEqual(await pixels(tile(page, 4)));
    expect(await greys(strip.nth(1))).not.toEqual(await greys(strip.nth(0)));
  });

  await test.step('in both themes and at every width nothing is wrong for axe, and nothing is cut off', async () => {
    await reopen(page, 'ab=1&count=4&a.steps=5&b.class=2&strip=1&strip.count=3&strip.steps=5');
    await computed(page);
    for (const width of [1440, 320]) {
      await page.setViewportSize({ width, height: 844 });
      await expectAccessible(page, `${width} px`);
      expect.soft(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
  });
});

test('steps, guidance and strip have their numbers, those of the functions', async ({ page }) => {
  await test.step('the step, guidance and the strip stand there with their numbers, those of the functions', async () => {
    await open(
      page,
      'ab=1&count=1&a.class=3&a.eta=0.5&a.w=1.5&b.sampler=ddpm&b.steps=1000&gridt=480&strip=1&strip.count=5',
    );
    const linear = makeSchedule('linear');
    const times = timesteps(1000, 25);
    const number = async (side: string, name: string): Promise<number> => {
      const card = page.getByRole('region', { name: `The step of ${side} in numbers` });
      return Number((await card.locator(`[data-number=${name}]`).first().innerText()).replace('−', '-'));
    };
    await expect.poll(() => number('A', 't')).toBe(times[12]);
    expect(await number('A', 'tPrev')).toBe(times[13]);
    expect(await number('B', 't')).toBe(481);
    expect(await number('B', 'tPrev')).toBe(480);
    const steps = { A: ddimStep(linear, times[12], times[13], 0.5), B: ddpmStep(linear, 481) };
    for (const [side, step] of Object.entries(steps)) {
      expect(await number(side, 'x0')).toBeCloseTo(step.x0, 3);
      expect(await number(side, 'xt')).toBeCloseTo(step.xt, 3);
      expect(await number(side, 'z')).toBeCloseTo(step.noise, 3);
    }
    const { conditional, unconditional } = guidanceWeights(1.5);
    expect(await number('A', 'conditional')).toBe(conditional);
    expect(await number('A', 'unconditional')).toBe(-unconditional);
    await page.getByRole('slider', { name: 't of all pictures' }).fill('300');
    await expect.poll(() => number('A', 'tPrev')).not.toBe(times[13]);

    const noise = (seed: number) =>
      fillGaussian(fold(fold(fold(key(seed), STREAM.reverse), 0), 0), new Float32Array(784));
    const theta = angleBetween(noise(42), noise(43));
    await expect(page.locator('[data-number=theta]')).toContainText(`= ${theta.toFixed(4)}`);
    const { a, b } = slerpWeights(theta, 0.25);
    await expect(page.locator('figure', { hasText: 'u = 0.25' })).toContainText(`${a.toFixed(3)} a`);
    await expect(page.locator('figure', { hasText: 'u = 0.25' })).toContainText(`${b.toFixed(3)} b`);
  });

  await test.step('a step of order 2 has the numbers of its function, too; one step says why it is a blur', async () => {
    await reopen(page, 'ab=1&count=1&a.sampler=heun&a.steps=10&b.sampler=dpmpp-2m&b.steps=10&gridt=500');
    const steps = {
      A: heunStep(makeSchedule('linear'), 600, 500),
      B: dpmppStep(makeSchedule('linear'), 600, 500, 700),
    };
    for (const [side, { x0, xt, second = NaN }] of Object.entries(steps)) {
      const card = page.getByRole('region', { name: `The step of ${side} in numbers` });
      const number = async (name: string): Promise<number> =>
        Number((await card.locator(`[data-number=${name}]`).first().innerText()).replace('−', '-'));
      await expect.poll(() => number('t')).toBe(600);
      for (const [name, expected] of Object.entries({ x0, xt, second }))
        expect(await number(name), `${name} of ${side}`).toBeCloseTo(expected, 3);
    }
    const blur = page.getByText('One step is one guess');
    await expect(blur).toHaveCount(0);
    await follow(page, 'view=generate&count=1&a.sampler=dpmpp-2m&a.steps=1');
    await expect(blur).toHaveCount(1);
    await computed(page);
  });
});

test('is it copying? its nearest training digits, beside what unseen digits do', async ({
  page,
  freshPage,
}) => {
  test.setTimeout(120_000);
  await open(page, 'count=2&a.class=1&a.steps=5&among=10000');
  await computed(page);
  await choose(page, 'A click on a picture', 'finds similar digits');
  await tile(page, 2).click();
  const panel = page
    .locator('section')
    .filter({ has: page.getByRole('heading', { name: 'Is it copying?' }) });
  await expect(panel.getByRole('img', { name: /^MNIST train #\d+, a \d$/ })).toHaveCount(5, {
    timeout: 45_000,
  });
  await expect(panel.getByText(/Of 200 unseen 1s, \d+ % are nearer/)).toBeVisible({ timeout: 45_000 });
  await expect(panel.getByRole('img', { name: /^Distances of 200 unseen 1s/ })).toBeVisible();
  await expect(panel).toContainText('Compared with the first 10,000 of 60,000');
  const nearest = await panel
    .getByRole('img', { name: /^MNIST train/ })
    .first()
    .getAttribute('aria-label');

  // The link asks the same again; other settings make it another picture, about which nobody has asked.
  await expect(page).toHaveURL(/click=nearest.*copied=a\.2/);
  const fresh = await freshPage();
  await fresh.goto(page.url());
  await expect(fresh.getByRole('img', { name: /^MNIST train/ }).first()).toHaveAttribute(
    'aria-label',
    nearest ?? '',
    { timeout: 45_000 },
  );
  await fresh.getByRole('combobox', { name: 'Class' }).first().selectOption('2');
  await expect(fresh.getByRole('img', { name: /^MNIST train/ })).toHaveCount(0);
  await expect(fresh).not.toHaveURL(/copied/);

  await choose(page, 'Training digits to compare with', '60,000');
  await panel.getByRole('button', { name: 'Find digits like picture 2' }).click();
  await panel.getByRole('button', { name: 'Cancel' }).click();
  await expect(panel).toContainText('Stopped. What has been found stays.');
});

test('the knob follows the network; presenter mode starts a panel that has nothing to show yet', async ({
  page,
}) => {
  await test.step('the knob follows the network, and the level “Picture” shows no symbol', async () => {
    await open(page, 'count=2&a.steps=200&level=picture');
    const knob = page.getByRole('slider', { name: 't of all pictures' });
    await expect(page.getByText(/^Step \d/)).toBeVisible({ timeout: 45_000 });
    expect(Number(await knob.inputValue())).toBeLessThan(900);
    await button(page, 'Cancel').click();
    expect(await page.locator('main').innerText()).not.toMatch(/[ηεαβσθ]|DDIM|t = /);
    await expect(page.getByRole('spinbutton', { name: 'pictures' })).toBeVisible();
    await expect(page.getByRole('group', { name: 'Class', exact: true })).toBeVisible();
  });

  await test.step('presenter mode: a panel that has nothing to show yet is started by its button, or by Space', async () => {
    await reopen(page, 'count=2&a.steps=5&judged=20&among=10000&present=1');
    await computed(page);
    const scene = (name: string) => page.getByText(name);
    for (const title of ['The step in numbers 2/5', 'Between two noises 3/5']) {
      await page.keyboard.press('n');
      await expect(scene(title)).toBeVisible();
    }
    await button(page, 'Show the strip').click();
    await expect(page.getByRole('img', { name: /^The picture at u =/ }).first()).toBeVisible();
    await expect(button(page, 'Hide the strip')).toBeHidden();

    await page.keyboard.press('n');
    await expect(scene('Is it copying? 4/5')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Find digits like picture 1' })).toBeEnabled();
    await page.keyboard.press('Space');
    await expect(page.getByText(/^(Downloading MNIST|Comparing with)/)).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByText('Stopped. What has been found stays.')).toBeVisible();

    await page.keyboard.press('n');
    await button(page, 'Measure on this device').click();
    await expect(page.getByText(/judg\w+: \d+ %/)).toBeVisible();
    await page.keyboard.press('Space');
    await expect(button(page, 'Measure on this device')).toBeVisible();

    // At the level “Picture” there are only the scenes without symbols.
    await follow(page, 'view=generate&backend=wasm&count=2&a.steps=5&present=1&level=picture');
    await expect(page.getByText('The pictures 1/2')).toBeVisible();
    await page.keyboard.press('n');
    await expect(page.getByText('Is it copying? 2/2')).toBeVisible();
  });
});
