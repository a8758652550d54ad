import { expect, test } from './support/test';
import { pixelHash } from './support/pixels';
import {
  choose,
  currentT,
  expectDone,
  expectT,
  goTo,
  notices,
  numberField,
  open,
  option,
  picture,
  reopen,
  slider,
} from './support/timeline';
import type { Page } from 'playwright/test';

// Every state is a link, and every link a state.

const select = (page: Page, name: string) => page.getByRole('combobox', { name, exact: true });
const parameter = (page: Page, name: string) => new URL(page.url()).searchParams.get(name);

test('a link sets every control: of the way down, of the way back', async ({ page }) => {
  await test.step('a link of the way down sets every control', async () => {
    await open(
      page,
      't=150&x0=train.1&noise=chain&schedule=cosine&seed=7&plot=sqrt&log=1&speed=0.5&loop=1&mode=forward&level=all',
    );
    await expectT(page, 150);
    await expect(page.getByRole('button', { name: /MNIST train #1$/, pressed: true })).toBeVisible();
    await expect(option(page, 'Noise', 'chain')).toBeChecked();
    await expect(select(page, 'Schedule')).toHaveValue('cosine');
    await expect(numberField(page, 'seed')).toHaveValue('7');
    await expect(option(page, 'Plot of', '√ᾱ')).toBeChecked();
    await expect(page.getByRole('button', { name: 'log', pressed: true })).toBeVisible();
    await expect(select(page, 'Speed')).toHaveValue('0.5');
    await expect(page.getByRole('button', { name: 'Repeat', pressed: true })).toBeVisible();
    await expect(notices(page)).toHaveCount(0);
  });

  await test.step('a link of the way back sets every control', async () => {
    await reopen(
      page,
      'mode=denoise&from=300&t=120&class=3&sampler=ddim&steps=10&eta=0.5&w=0.5&tries=2&try=1&seed=9&present=0',
    );
    await expectT(page, 120);
    await expect(option(page, 'Path', 'From t = 300')).toBeChecked();
    await expect(select(page, 'Class')).toHaveValue('3');
    await expect(select(page, 'Sampler')).toHaveValue('ddim');
    await expect(select(page, 'Steps from t = 1000')).toHaveValue('10');
    await expect(select(page, 'eta, the share of fresh noise')).toHaveValue('0.5');
    await expect(select(page, 'guidance w')).toHaveValue('0.5');
    await expect(select(page, 'tries')).toHaveValue('2');
    await expect(page.getByRole('button', { name: /^Try 2/, pressed: true })).toBeVisible();
    await expect(numberField(page, 'seed')).toHaveValue('9');
    await expectDone(page);
    await expect(notices(page)).toHaveCount(0);
  });
});

test('bad and foreign parameters are named in a notice and left out', async ({ page }) => {
  const bad = {
    t: '1001',
    mode: 'sideways',
    x0: 'train.x',
    noise: 'pink',
    schedule: 'bent',
    seed: '-1',
    class: '12',
    sampler: 'euler',
    steps: '1e9',
    eta: 'NaN',
    w: 'much',
    from: '0',
    tries: '1.5',
    try: '-2',
    plot: 'pie',
    log: 'yes',
    speed: '0',
    loop: '2',
    present: '',
    utm_source: 'course',
  };
  await page.goto(`?${new URLSearchParams(bad).toString()}`);
  for (const words of ['present = ""', 'mode = "sideways"', 't = "1001"', 'x0 = "train.x"', 'And 16 more.'])
    await expect(notices(page)).toContainText(words);
  await expect.poll(() => new URL(page.url()).search).toBe('');
  await expectT(page, 0);
  await expect(option(page, 'Path', 'Forward')).toBeChecked();
  await expect(select(page, 'Schedule')).toHaveValue('linear');
  await expect(numberField(page, 'seed')).toHaveValue('42');
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await expect(notices(page)).toHaveCount(0);
});

test('a link to a picture that is none keeps the first one and says so', async ({ page }) => {
  for (const x0 of ['train.60000', 'px.____']) {
    await open(page, `t=100&x0=${x0}`);
    await expect(notices(page)).toContainText(x0);
    await expect(page.getByRole('img', { name: 'x0: MNIST train #7' })).toBeVisible();
    await expectT(page, 100);
  }
});

test('Back and Forward', async ({ page }) => {
  await test.step('Back and Forward go through the parameters', async () => {
    await open(page, 't=200');
    const linear = await pixelHash(picture(page));
    await select(page, 'Schedule').selectOption('cosine');
    await expect.poll(() => parameter(page, 'schedule')).toBe('cosine');
    await choose(page, 'Noise', 'chain');
    await expect.poll(() => parameter(page, 'noise')).toBe('chain');
    await page.goBack();
    await expect(option(page, 'Noise', 'one noise')).toBeChecked();
    await expect(select(page, 'Schedule')).toHaveValue('cosine');
    await page.goBack();
    await expect(select(page, 'Schedule')).toHaveValue('linear');
    await expect.poll(() => pixelHash(picture(page))).toBe(linear);
    await page.goForward();
    await expect(select(page, 'Schedule')).toHaveValue('cosine');
  });

  await test.step('Back to an address in another order leaves the way forward open', async () => {
    await reopen(page, 't=150&noise=chain&schedule=cosine');
    await choose(page, 'Noise', 'one noise');
    await expect.poll(() => parameter(page, 'noise')).toBe(null);
    await page.goBack();
    await expect(option(page, 'Noise', 'chain')).toBeChecked();
    await page.waitForTimeout(600); // longer than the delay after which an address is written
    await page.goForward();
    await expect(option(page, 'Noise', 'one noise')).toBeChecked();
  });

  await test.step('the address is written on release, not during a drag', async () => {
    await reopen(page, 't=100');
    const before = page.url();
    const box = await slider(page).boundingBox();
    if (!box) throw new Error('The slider is not there.');
    const y = box.y + box.height / 2;
    await page.mouse.move(box.x + box.width * 0.1, y);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.6, y, { steps: 6 });
    await expect.poll(() => currentT(page)).toBeGreaterThan(500);
    await page.waitForTimeout(600);
    expect(page.url()).toBe(before);
    await page.mouse.up();
    await expect.poll(() => parameter(page, 't')).toBe(String(await currentT(page)));
  });
});

test('Back restores the t of another digit, and the digit of a run that was done', async ({ page }) => {
  await test.step('Back from another digit restores its t, not the end of the run', async () => {
    await open(page, 'mode=reverse&sampler=ddim&steps=10&t=300&seed=1');
    await expect(page.getByText(/^Done(\.| in)/)).toBeVisible();
    await page.getByRole('button', { name: 'Draw another' }).click();
    await expect.poll(() => parameter(page, 'seed')).toBe('2');
    await expectT(page, 0);
    await page.goBack();
    await expect.poll(() => parameter(page, 'seed')).toBe('1');
    await expectT(page, 300);
  });

  await test.step('Back to a run that was done shows its digit', async () => {
    await reopen(page, 'mode=reverse&sampler=ddim&steps=10&seed=5');
    await expectDone(page);
    await expectT(page, 0);
    const digit = await pixelHash(picture(page));
    await page.keyboard.press('3');
    await expect(page).toHaveTitle(/^Generate/);
    await expect.poll(() => parameter(page, 'view')).toBe('generate');
    await page.goBack();
    await expectT(page, 0);
    await expect.poll(() => pixelHash(picture(page))).toBe(digit);
  });
});

test('Copy link puts the address of the screen on the clipboard', async ({ page, context, freshPage }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, 't=100&schedule=sigmoid');
  await goTo(page, 640);
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(notices(page)).toContainText('Link copied');
  const address = await page.evaluate(() => navigator.clipboard.readText());
  const other = await freshPage();
  await other.goto(address);
  await expectT(other, 640);
  expect(await pixelHash(picture(other))).toBe(await pixelHash(picture(page)));
});

test('a test digit on the chain is the same pixels in a fresh profile', async ({ page, freshPage }) => {
  await open(page, 't=150');
  await choose(page, 'Noise', 'chain');
  await page.getByRole('button', { name: 'More digits' }).click();
  await page.getByRole('dialog').getByRole('radio', { name: 'Test digits' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Load all/ })
    .click();
  await page.getByRole('dialog').getByRole('button', { name: 'MNIST test #18', exact: true }).click();
  await page.keyboard.press('Escape');
  const origin = /^x at t minus 1/;
  await expect(page.getByRole('img', { name: origin })).toBeVisible();
  await expect.poll(() => parameter(page, 'x0')).toBe('test.18');
  await goTo(page, 0);
  const digit = await pixelHash(picture(page));
  await goTo(page, 150);
  await expect.poll(() => parameter(page, 't')).toBe('150');

  const other = await freshPage();
  await other.goto(page.url());
  await expectT(other, 150);
  await expect.poll(() => pixelHash(picture(other))).toBe(await pixelHash(picture(page)));
  await goTo(other, 0);
  expect(await pixelHash(picture(other))).toBe(digit);
});

test('a run of the network is the same pixels in a fresh profile', async ({ page, freshPage }) => {
  await open(page, 'sampler=ddim&steps=10&class=8&w=0.5&seed=3');
  await choose(page, 'Path', 'Reverse');
  await expectDone(page);
  await expectT(page, 0);
  const clean = await pixelHash(picture(page));
  await goTo(page, 334);
  await expect.poll(() => parameter(page, 't')).toBe('334');

  const other = await freshPage();
  await other.goto(page.url());
  await expectDone(other);
  await expectT(other, 334);
  expect(await pixelHash(picture(other))).toBe(await pixelHash(picture(page)));
  await goTo(other, 0);
  expect(await pixelHash(picture(other))).toBe(clean);
});
