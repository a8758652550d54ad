import { follow } from './support/follow';
import { overflow, presentInWindow, smallTexts } from './support/presented';
import { expect, test } from './support/test';
import { expectDone, expectT, open, reopen, slider } from './support/timeline';
import { goalReached, openTraining, QUICK, trainButton } from './support/training';
import type { Page } from 'playwright/test';

// Presenter mode: for the last row of a lecture hall, by a clicker.

test.use({ viewport: { width: 1920, height: 1080 } });

/** Texts that a picture covers, or that leave the page to the right. */
const hiddenTexts = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const pictures = [...document.querySelectorAll('main canvas[role=img]')].map((canvas) =>
      canvas.getBoundingClientRect(),
    );
    const hidden: string[] = [];
    const walker = document.createTreeWalker(
      document.querySelector('main') ?? document.body,
      NodeFilter.SHOW_TEXT,
    );
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      if (!element?.checkVisibility({ visibilityProperty: true }) || !node.textContent?.trim()) continue;
      if (element.closest('.katex-mathml, option, .visually-hidden, svg')) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const text of range.getClientRects()) {
        const covered = pictures.some(
          (picture) =>
            Math.min(text.right, picture.right) - Math.max(text.left, picture.left) > 2 &&
            Math.min(text.bottom, picture.bottom) - Math.max(text.top, picture.top) > 2,
        );
        if (text.width > 1 && (covered || text.right > innerWidth)) hidden.push(node.textContent.trim());
      }
    }
    return hidden;
  });

test('no picture covers a text, between the usual sizes too', async ({ page }) => {
  await open(page, 't=0');
  for (const query of [
    't=300',
    't=300&noise=chain',
    'mode=reverse&sampler=ddim&steps=10&t=445',
    'mode=reverse&steps=20&t=850',
  ]) {
    await page.setViewportSize({ width: 1440, height: 900 });
    await follow(page, `${query}&backend=wasm`);
    await expectT(page, Number(/\bt=(\d+)/.exec(query)?.[1]));
    if (query.startsWith('mode')) await expectDone(page);
    for (const presents of [false, true]) {
      if (presents) await presentInWindow(page);
      for (const [width, height] of [
        [1024, 768],
        [1150, 800],
        [1280, 720],
        [1440, 900],
      ]) {
        await page.setViewportSize({ width, height });
        const message = `${query}, ${presents ? 'presented' : 'as it is'}, at ${width}`;
        await expect.poll(() => hiddenTexts(page), { message }).toEqual([]);
      }
    }
    await page.keyboard.press('p');
  }
});

test('one key: full screen, large type, no controls; and back', async ({ page }) => {
  await open(page, 't=400');
  await expect(page.getByRole('button', { name: 'Draw', exact: true })).toBeVisible();
  expect((await smallTexts(page)).length).toBeGreaterThan(0);
  await page.keyboard.press('p');
  await expect(page.getByRole('button', { name: 'Draw', exact: true })).toBeHidden();
  await expect(page.getByRole('button', { name: 'Add noise' })).toBeHidden();
  await expect.poll(() => page.evaluate(() => document.fullscreenElement !== null)).toBe(true);
  await expect(slider(page)).toBeVisible();
  await expect.poll(() => smallTexts(page), { timeout: 5000 }).toEqual([]);
  await expect.poll(() => new URL(page.url()).searchParams.get('present')).toBe('1');
  await page.keyboard.press('p');
  await expect(page.getByRole('button', { name: 'Draw', exact: true })).toBeVisible();
  await expect.poll(() => page.evaluate(() => document.fullscreenElement === null)).toBe(true);
});

test('a training is large too: how far it is, its loss, its digits', async ({ page }) => {
  await openTraining(page, `${QUICK}&updates=10`);
  await trainButton(page, 'Train').last().click();
  await expect(goalReached(page)).toBeVisible({ timeout: 60_000 });
  await presentInWindow(page);
  await expect(page.getByLabel('Batch')).toBeHidden();
  for (const size of [
    { width: 1920, height: 1080 },
    { width: 1024, height: 768 },
  ]) {
    await page.setViewportSize(size);
    await expect(page.getByText('held-out loss')).toBeInViewport();
    await expect(page.getByRole('heading', { name: /^After .* updates: ten digits/ })).toBeInViewport();
    await expect.poll(() => smallTexts(page), { timeout: 5000 }).toEqual([]);
    // The loss by noise level fills a scene of its own.
    await page.keyboard.press('n');
    await page.keyboard.press('n');
    const bands = page.getByRole('img', { name: /^Loss by noise level at update/ });
    await expect(bands).toBeInViewport({ ratio: 1 });
    await expect
      .poll(async () => ((await bands.boundingBox())?.height ?? 0) / size.height)
      .toBeGreaterThan(0.75);
    await expect.poll(() => smallTexts(page), { timeout: 5000 }).toEqual([]);
    await page.keyboard.press('Shift+N');
    await page.keyboard.press('Shift+N');
  }
});

/** Lecture halls: full HD, and an old projector. */
const HALLS = [
  { width: 1920, height: 1080 },
  { width: 1024, height: 768 },
];

/** Scenes of each view, and the headings that three views have in turn. */
const SCENES: readonly (readonly [query: string, scenes: number, headings?: readonly (string | null)[]])[] = [
  ['t=400', 2],
  ['t=1000', 2],
  ['mode=reverse&sampler=ddim&steps=10&t=445', 2],
  ['mode=denoise&from=445&sampler=ddim&steps=10&t=200', 2],
  ['view=schedule&at=400', 3, ['linear', 'signal that is left', 'What is left at the end']],
  [
    'view=generate&ab=1&count=10&a.steps=2&b.steps=2&b.sampler=ddpm&strip=1&strip.steps=2',
    5,
    [null, 'The step in numbers', 'Between two noises', 'Is it copying?', 'How many steps are enough?'],
  ],
  ['view=train', 1],
  ['view=edit', 2],
  ['view=detect&t=300', 4],
  ['view=lab&at=500', 13],
  ['view=lab&lab=digits&at=500', 11],
  ['view=lab&lab=exact&at=500', 6],
  ['view=lab&lab=bound&testdigits=20&strata=20', 6],
  ['view=lab&lab=derivation&at=500', 7],
  ['view=lab&lab=bugs&bug=no-noise&at=500', 3],
  ['view=lab&lab=bugs&riddle=1', 3],
];

test('every scene of every view fits the screen, in type for the last row', async ({ page }) => {
  test.setTimeout(150_000);
  await page.goto(`?${SCENES[0][0]}&present=1&backend=wasm`);
  const place = page.getByRole('banner').getByRole('status');
  for (const [query, scenes, headings] of SCENES) {
    await follow(page, `${query}&present=1&backend=wasm`);
    if (query.startsWith('mode=')) await expectDone(page);
    if (query.includes('ab=1')) await expect(page.getByText('All pictures are done.')).toBeAttached();
    for (let scene = 1; scene <= scenes; scene++) {
      await expect(place, query).toContainText(scenes > 1 ? ` ${scene}/${scenes}` : 'The training');
      const heading = headings?.[scene - 1];
      // From one scene to the next in the same hall: half as many layouts.
      for (const size of scene % 2 === 0 ? [...HALLS].reverse() : HALLS) {
        const message = `${query}, scene ${scene} at ${size.width}`;
        await page.setViewportSize(size);
        if (heading)
          await expect(page.getByRole('heading', { name: heading }).first(), message).toBeInViewport();
        await expect.poll(() => smallTexts(page), { message, timeout: 5000 }).toEqual([]);
        await expect.poll(() => overflow(page), { message, timeout: 5000 }).toEqual([0, 0]);
      }
      // A phone scrolls, but never to the side.
      await page.setViewportSize({ width: 320, height: 640 });
      const message = `${query}, scene ${scene} at 320`;
      await expect.poll(async () => (await overflow(page))[0], { message, timeout: 5000 }).toBe(0);
      await page.keyboard.press('n');
    }
  }
});

test('while the network is on its way, its words are large too', async ({ page }) => {
  await page.route('**/*.safetensors', () => undefined); // never answered
  await page.goto('?t=0&present=1&backend=wasm');
  for (const query of [
    'view=detect',
    'mode=reverse',
    'view=generate',
    'view=edit',
    'view=schedule&sampled=1',
  ]) {
    await follow(page, `${query}&present=1&backend=wasm`);
    await expect(page.getByText(/(Downloading|Preparing) the network/).first(), query).toBeVisible();
    await expect.poll(() => smallTexts(page), { message: query, timeout: 5000 }).toEqual([]);
  }
});

test("a link opens its scene; a clicker's keys tell the story; the way out has a place of its own", async ({
  page,
}) => {
  await test.step('a link opens its scene, and of scenes that are not there the nearest', async () => {
    await page.goto('?view=schedule&present=1&scene=2&backend=wasm');
    await expect(page.getByText('The curves 2/3')).toBeVisible();
    await page.keyboard.press('n');
    await expect(page).toHaveURL(/scene=3/);
    await page.goto('?view=schedule&present=1&scene=40&backend=wasm');
    await expect(page.getByText('The end 3/3')).toBeVisible();
    await expect(page).toHaveURL(/scene=3/);
  });

  await test.step("a clicker's keys tell the story: on by 100, back by 100", async () => {
    await reopen(page, 'present=1&t=400');
    for (const [key, t] of [
      ['PageDown', 500],
      ['PageDown', 600],
      ['PageUp', 500],
      ['ArrowRight', 600],
      ['ArrowLeft', 500],
    ] as const) {
      await page.keyboard.press(key);
      await expectT(page, t);
    }
    // At the end of the slider "next" leads to the next panel; N and Shift N do so anywhere.
    await page.keyboard.press('End');
    await expect(page.getByText('The picture 1/2')).toBeVisible();
    await page.keyboard.press('PageDown');
    await expect(page.getByText('The mathematics 2/2')).toBeVisible();
    await expect(page.getByRole('img', { name: /^beta over t/ })).toBeInViewport();
    await expect(slider(page)).toBeHidden();
    await expect.poll(() => smallTexts(page), { timeout: 5000 }).toEqual([]);
    await page.keyboard.press('Shift+N');
    await expect(slider(page)).toBeVisible();
    await page.keyboard.press('PageDown');
    await expect(slider(page)).toBeHidden();
    // After the last panel comes the next view; "back" goes the same way.
    await page.keyboard.press('PageDown');
    await expect(page).toHaveTitle(/^Schedule/);
    await page.keyboard.press('End');
    for (const scene of ['The curves 2/3', 'The end 3/3']) {
      await page.keyboard.press('PageDown');
      await expect(page.getByText(scene)).toBeVisible();
    }
    await page.keyboard.press('Shift+N');
    await page.keyboard.press('Shift+N');
    await page.keyboard.press('Home');
    await page.keyboard.press('PageUp');
    await expect(page.getByText('The mathematics 2/2')).toBeVisible();
    await page.keyboard.press('PageUp');
    await expect(page.getByText('The picture 1/2')).toBeVisible();
    await expectT(page, 1000);
    // A black screen hides what a key would do: any of the clicker's shows the page again.
    for (const key of ['b', 'PageUp']) {
      await page.keyboard.press('b');
      await expect(page.getByRole('img', { name: /^Black screen/ })).toBeVisible();
      await page.keyboard.press(key);
      await expect(page.getByRole('img', { name: /^Black screen/ })).toBeHidden();
      await expectT(page, 1000);
    }
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: 'Draw', exact: true })).toBeVisible();

    await follow(page, 'present=1&mode=reverse&sampler=ddim&steps=10&t=700&backend=wasm');
    await expectT(page, 700);
    await page.keyboard.press('PageDown');
    await expectT(page, 600);
    await page.keyboard.press('p');
    await expectDone(page);
  });

  await test.step('the way out has a place of its own, and a message covers neither slider nor pictures', async () => {
    await reopen(page, 'present=1&t=400&sampler=ddim&steps=10&seed=7');
    const bar = await page.getByRole('banner').boundingBox();
    const view = await page.getByRole('main').boundingBox();
    expect((bar?.y ?? NaN) + (bar?.height ?? NaN)).toBeLessThanOrEqual(view?.y ?? NaN);
    await page.keyboard.press('r');
    await expectDone(page);
    await page.keyboard.press('Control+z');
    const message = page.getByText(/^Undone/);
    await expect(message).toBeVisible();
    const bottom = await message.evaluate(
      (element) => element.parentElement?.getBoundingClientRect().bottom ?? Infinity,
    );
    for (const part of [slider(page), page.getByRole('main').getByRole('img').first()])
      expect((await part.boundingBox())?.y).toBeGreaterThanOrEqual(bottom);
    await page.getByRole('banner').getByRole('button', { name: 'Leave' }).click();
    await expect(page.getByRole('button', { name: 'Draw', exact: true })).toBeVisible();
  });
});
