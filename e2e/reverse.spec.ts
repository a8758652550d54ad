import { expect, test } from './support/test';
import { pixelHash } from './support/pixels';
import {
  choose,
  currentT,
  expectDone,
  expectT,
  goTo,
  greys,
  open,
  picture,
  reopen,
  slider,
} from './support/timeline';
import type { Page } from 'playwright/test';

// The way back: the network draws a digit.

const progress = (page: Page) => page.getByRole('progressbar', { name: 'Progress of the run' });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** Share of the pixels that are paper: MNIST's digits have about 0.8, clipped noise 0.2. */
async function paper(page: Page): Promise<number> {
  const bytes = await greys(picture(page));
  return bytes.filter((byte) => byte < 16).length / bytes.length;
}

/** Records every t that the slider shows from now on. */
async function recordT(page: Page): Promise<() => Promise<number[]>> {
  await slider(page).evaluate((input) => {
    const shownT: number[] = [];
    Object.assign(window, { shownT });
    new MutationObserver(() => shownT.push((input as HTMLInputElement).valueAsNumber)).observe(input, {
      attributes: true,
    });
  });
  return () => page.evaluate(() => (window as unknown as { shownT: number[] }).shownT);
}

test('frames stream in with progress; Cancel acts at once', async ({ page }) => {
  await test.step('frames stream in with progress, and a digit stands at the end', async () => {
    // So many steps that a fast machine, too, is seen at work.
    await open(page, 'sampler=ddim&steps=400&class=3&seed=5');
    const recordedT = await recordT(page);
    await choose(page, 'Path', 'Reverse');
    await expect(progress(page)).toBeVisible();
    await expect(page.getByText(/^Step \d+ of 400 · \d+ % · [\d.]+ steps\/s · .* left$/)).toBeVisible();
    await expectDone(page);
    await expectT(page, 0);
    await expect(progress(page)).toBeHidden();

    const down = [...new Set((await recordedT()).slice((await recordedT()).lastIndexOf(1000)))];
    expect(down.length).toBeGreaterThan(5);
    expect(down).toEqual([...down].sort((a, b) => b - a));
    expect(await paper(page)).toBeGreaterThan(0.6);
    await goTo(page, 1000);
    expect(await paper(page)).toBeLessThan(0.3);
  });

  await test.step('Cancel acts at once and keeps the states; Run again runs', async () => {
    await reopen(page, 'sampler=ddpm&steps=1000&class=2');
    await choose(page, 'Path', 'Reverse');
    await expect(page.getByText(/^Step \d{2,} of 1000/)).toBeVisible({ timeout: 45_000 });
    const took = await button(page, 'Cancel').evaluate(async (cancel) => {
      const started = performance.now();
      (cancel as HTMLButtonElement).click();
      while (!document.body.innerText.includes('Drag the slider through the steps so far')) {
        await new Promise((done) => requestAnimationFrame(done));
      }
      return performance.now() - started;
    });
    expect(took).toBeLessThan(500);

    // No frame comes after it.
    const reached = await currentT(page);
    expect(reached).toBeGreaterThan(0);
    await goTo(page, 0);
    const last = await pixelHash(picture(page));
    await page.waitForTimeout(500);
    expect(await pixelHash(picture(page))).toBe(last);
    await goTo(page, 1000);
    expect(await pixelHash(picture(page))).not.toBe(last);
    await goTo(page, reached);
    expect(await pixelHash(picture(page))).toBe(last);

    await button(page, 'Run again').click();
    await expect(page.getByText(/^Step \d+ of 1000/)).toBeVisible();
    await button(page, 'Cancel').click();
    await expect(button(page, 'Run again')).toBeVisible();
  });
});

test('every state scrubs both ways from memory; another class is another run', async ({ page }) => {
  await test.step('every state scrubs both ways from memory', async () => {
    await open(page, 'mode=reverse&sampler=ddim&steps=20&class=7&level=all');
    await expectDone(page);
    const states = new Map<number, string>();
    for (const t of [0, 158, 474, 790, 1000]) {
      await goTo(page, t);
      states.set(t, await pixelHash(picture(page)));
    }
    expect(new Set(states.values()).size).toBe(5);
    for (const [t, pixels] of [...states].reverse()) {
      await goTo(page, t);
      expect(await pixelHash(picture(page))).toBe(pixels);
    }
    // Between two states it shows the nearer one, and says which.
    await goTo(page, 470);
    expect(await pixelHash(picture(page))).toBe(states.get(474));
    await expect(page.getByText('Nearest of 21 stored pictures: t = 474')).toBeVisible();
    // Play runs back to the digit.
    await page.getByRole('combobox', { name: 'Speed' }).selectOption({ label: '4×' });
    await button(page, 'Remove noise').click();
    await expectT(page, 0);
  });

  await test.step('another class is another run; undo brings the first back from memory', async () => {
    await reopen(page, 'mode=reverse&sampler=ddim&steps=10&class=1&seed=2&t=0');
    await expectDone(page);
    const one = await pixelHash(picture(page));
    await choose(page, 'Class', '0');
    await expect(async () => {
      await expectDone(page);
      await expectT(page, 0);
      expect(await pixelHash(picture(page))).not.toBe(one);
    }).toPass();
    const zero = await pixelHash(picture(page));

    await button(page, 'Undo').click();
    await expect(page.getByText('In memory')).toBeVisible({ timeout: 1000 });
    await expect.poll(() => pixelHash(picture(page)), { timeout: 1000 }).toBe(one);
    await button(page, 'Redo').click();
    await expect.poll(() => pixelHash(picture(page)), { timeout: 1000 }).toBe(zero);
  });
});

test('the run pauses while another view is shown, and goes on to the same pixels', async ({
  page,
  freshPage,
}) => {
  const link = 'mode=reverse&steps=1000&seed=7&class=4';
  const step = async (): Promise<number> => {
    const text = await page.getByText(/^Step \d+ of 1000/).innerText();
    return Number(/\d+/.exec(text)?.[0]);
  };
  await open(page, link);
  await expect.poll(step, { timeout: 45_000 }).toBeGreaterThan(5);
  const view = (name: string) =>
    page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name }).click();
  await view('Schedule');
  await page.waitForTimeout(4000);
  await view('Timeline');
  // Of the whole run, not of its rest; had it gone on meanwhile, it would be done. The plan takes a second or two for all steps.
  await expect(page.getByText(/^Step \d+ of 1000/)).toBeVisible();
  await expect(page.getByText(/^Done\. Drag/)).toBeVisible({ timeout: 45_000 });
  await goTo(page, 0);
  const other = await freshPage();
  await open(other, `${link}&t=0`);
  await expectDone(other);
  expect(await greys(picture(page))).toEqual(await greys(picture(other)));
});
