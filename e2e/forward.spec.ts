import { expect, test } from './support/test';
import { pixelHash } from './support/pixels';
import {
  choose,
  currentT,
  expectT,
  goTo,
  notices,
  numberField,
  open,
  panel,
  picture,
  reopen,
  slider,
} from './support/timeline';

// The way down: every control that moves t or changes what is on the stage.

test('the slider, the plots, the field, buttons and play move t', async ({ page }) => {
  await test.step('a drag of the slider moves t and the picture', async () => {
    await open(page, 't=0');
    const clean = await pixelHash(picture(page));
    const box = await slider(page).boundingBox();
    if (!box) throw new Error('The slider is not there.');
    const y = box.y + box.height / 2;
    await page.mouse.move(box.x + box.width * 0.02, y);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.5, y, { steps: 5 });
    await expect.poll(() => currentT(page)).toBeGreaterThan(450);
    await expect.poll(() => pixelHash(picture(page))).not.toBe(clean);
    expect(await currentT(page)).toBeLessThan(550);
    await page.mouse.move(box.x + box.width + 40, y, { steps: 5 });
    await expectT(page, 1000);
    await page.mouse.move(box.x - 40, y, { steps: 5 });
    await page.mouse.up();
    await expectT(page, 0);
    expect(await pixelHash(picture(page))).toBe(clean);
  });

  await test.step("t, t' and t again are the same pixels; one epsilon and the chain are two noises", async () => {
    await reopen(page, 't=320');
    const closed = await pixelHash(picture(page));
    for (const noise of ['chain', 'one noise']) {
      await choose(page, 'Noise', noise);
      if (noise === 'chain') await expect.poll(() => pixelHash(picture(page))).not.toBe(closed);
      else await expect.poll(() => pixelHash(picture(page))).toBe(closed);
      const first = await pixelHash(picture(page));
      for (const t of [700, 319]) {
        await goTo(page, t);
        expect(await pixelHash(picture(page))).not.toBe(first);
      }
      await goTo(page, 320);
      expect(await pixelHash(picture(page))).toBe(first);
    }
  });

  await test.step('a click and a drag on the plots seek', async () => {
    await reopen(page, 't=0');
    for (const name of [/^beta over t/, /^signal left over t/]) {
      const plot = page.getByRole('img', { name });
      await plot.scrollIntoViewIfNeeded();
      const box = await plot.boundingBox();
      if (!box) throw new Error('The plot is not there.');
      const y = box.y + box.height * 0.4;
      await page.mouse.click(box.x + box.width / 2, y);
      await expect.poll(async () => Math.abs((await currentT(page)) - 500)).toBeLessThan(150);
      const middle = await currentT(page);
      await page.mouse.move(box.x + box.width / 2, y);
      await page.mouse.down();
      await page.mouse.move(box.x + box.width * 0.7, y, { steps: 4 });
      await expect.poll(() => currentT(page)).toBeGreaterThan(middle + 100);
      await page.mouse.move(box.x + box.width + 60, y, { steps: 4 });
      await expectT(page, 1000);
      await page.mouse.up();
      await page.mouse.move(box.x + box.width / 2, y);
      await expectT(page, 1000);
    }
  });

  await test.step('the number field takes a t and sends back what is none; buttons step by 1, 10 and 100', async () => {
    await reopen(page, 't=100');
    await goTo(page, 320);
    const field = numberField(page, 't');
    for (const bad of ['2000', '-1', '3.5', '']) {
      await field.fill(bad);
      await field.press('Enter');
      await field.blur();
      await expect(field).toHaveValue('320');
      expect(await currentT(page)).toBe(320);
    }
    let t = 320;
    for (const size of [1, 10, 100]) {
      await choose(page, 'Step size', String(size));
      await page.getByRole('button', { name: `Larger t, by ${size}`, exact: true }).click();
      await page.getByRole('button', { name: `Larger t, by ${size}`, exact: true }).click();
      await page.getByRole('button', { name: `Smaller t, by ${size}`, exact: true }).click();
      await expectT(page, (t += size));
    }
  });

  await test.step('play, pause, the other way, and round again with loop', async () => {
    await reopen(page, 't=300&level=all');
    await page.getByRole('button', { name: 'Add noise' }).click();
    await expect.poll(() => currentT(page)).toBeGreaterThan(310);
    await page.getByRole('button', { name: 'Pause', exact: true }).click();
    await expect(page.getByRole('button', { name: 'Add noise' })).toBeVisible();
    await page.waitForTimeout(100); // the frame that was under way
    const rest = await currentT(page);
    await page.waitForTimeout(300);
    expect(await currentT(page)).toBe(rest);

    await page.getByRole('combobox', { name: 'Speed' }).selectOption({ label: '4×' });
    await page.getByRole('button', { name: 'Play in the other direction' }).click();
    await expect.poll(() => currentT(page)).toBeLessThan(rest - 10);
    // It ends at the end, and stops.
    await expectT(page, 0);
    await expect(page.getByRole('button', { name: 'Add noise' })).toBeVisible();

    await page.getByRole('button', { name: 'Repeat' }).click();
    await goTo(page, 60);
    await page.getByRole('button', { name: 'Play in the other direction' }).click();
    await expect.poll(() => currentT(page)).toBeGreaterThan(500);
    await page.getByRole('button', { name: 'Pause', exact: true }).click();
  });
});

test('undo and redo; a schedule and a seed are a picture each', async ({ page, freshPage }) => {
  await test.step('undo, redo and Reset', async () => {
    await open(page, 't=400');
    const select = page.getByRole('combobox', { name: 'Schedule' });
    const [undo, redo, reset] = ['Undo', 'Redo', 'Reset'].map((name) => page.getByRole('button', { name }));
    await expect(undo).toBeDisabled();
    await select.selectOption('cosine');
    await undo.click();
    await expect(select).toHaveValue('linear');
    await redo.click();
    await expect(select).toHaveValue('cosine');
    await reset.click();
    await expect(select).toHaveValue('linear');
    await expectT(page, 0);
    await undo.click();
    await expect(select).toHaveValue('cosine');
    await expect(notices(page)).toHaveCount(0);
    await expect(panel(page, 'This step')).toBeVisible();
  });

  await test.step('another schedule is another picture, and the network is not asked about it', async () => {
    await reopen(page, 't=500');
    const hashes = new Set([await pixelHash(picture(page))]);
    const select = page.getByRole('combobox', { name: 'Schedule' });
    for (const name of ['cosine', 'sigmoid', 'quadratic']) {
      await select.selectOption(name);
      await expect(page.getByRole('img', { name: `beta over t, ${name} schedule` })).toBeVisible();
      await expect.poll(async () => hashes.has(await pixelHash(picture(page)))).toBe(false);
      hashes.add(await pixelHash(picture(page)));
      await expect(page.getByText('learned on the linear schedule')).toBeVisible();
    }
    expect(hashes.size).toBe(4);
  });

  await test.step('a seed is a picture: another seed another one, the same seed the same', async () => {
    await reopen(page, 't=400');
    const first = await pixelHash(picture(page));
    await page.getByRole('button', { name: 'Another seed' }).click();
    await expect.poll(() => pixelHash(picture(page))).not.toBe(first);
    const next = await pixelHash(picture(page));

    const other = await freshPage();
    await open(other, 't=400&seed=43');
    expect(await pixelHash(picture(other))).toBe(next);
    await numberField(page, 'seed').fill('42');
    await numberField(page, 'seed').press('Enter');
    await expect.poll(() => pixelHash(picture(page))).toBe(first);
  });
});
