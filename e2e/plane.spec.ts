import { expectAccessible } from './support/axe';
import { follow } from './support/follow';
import { layer, number, slider } from './support/plane';
import { expect, test } from './support/test';

// Somebody looks at a distribution as a whole: its score, its density, its ways back.

test('a mixture and a brush: their density, score and equation', async ({ page }) => {
  await test.step('a mixture is dragged by mouse and by keys, and scrubbed to noise and back', async () => {
    await page.goto('./?view=plane');
    const name = 'Particles, arrows and density';
    await expect(number(page, 'peak')).toContainText('Peak of the density');
    const [density, particles] = [await layer(page, name, 0), await layer(page, name, 1)];
    await slider(page).fill('900');
    await expect.poll(() => layer(page, name, 0)).not.toBe(density);
    await slider(page).fill('250');
    await expect.poll(() => layer(page, name, 0)).toBe(density);
    expect(await layer(page, name, 1)).toBe(particles);

    const component = page.getByRole('button', { name: /^Component 1/ });
    const box = await component.locator('circle').nth(2).boundingBox();
    if (!box) throw new Error('The component cannot be seen.');
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + 60, box.y - 40, { steps: 4 });
    await page.mouse.up();
    await expect(page).toHaveURL(/mixture=/);
    await expect.poll(() => layer(page, name, 0)).not.toBe(density);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => layer(page, name, 0)).toBe(density);
    await component.focus();
    await page.keyboard.press('ArrowRight');
    await expect(component).toHaveAccessibleName(/middle -0.7, -0.5/);
    await page.keyboard.press('+');
    await expect(component).toHaveAccessibleName(/width 0.4/);

    // All weights 0: what was there stays.
    await follow(page, 'view=plane&mixture=0.5%2C0%2C0%2C0.3');
    await page.getByRole('spinbutton', { name: 'weight of component 1' }).fill('0');
    await page.keyboard.press('Enter');
    await expect(page.getByText('The weights cannot all be 0')).toBeVisible();
    await expect(page.getByRole('button', { name: /^Component 1: weight 0.5/ })).toBeVisible();
    await expectAccessible(page);
  });

  await test.step('the cursor of the keys reads exact numbers, and a brush draws a distribution', async () => {
    await follow(page, 'view=plane&mixture=1%2C0%2C0%2C1&plane.t=500');
    await expect(number(page, 'peak')).toContainText('0.16');
    const plane = page.getByRole('application', { name: /^Particles, arrows/ });
    await plane.focus();
    for (let i = 0; i < 10; i++) await page.keyboard.press('ArrowRight');
    // A standard normal stays one: p(1, 0) = exp(-1/2) / 2 pi, score -x, x0Hat = sqrt(alphaBar) x.
    await expect(number(page, 'here')).toHaveText(
      /x = \(1, 0\): p = 0.097, score \(−1, 0\), x̂₀ = \(0.28, 0\)/,
    );

    await page.getByRole('combobox', { name: 'data' }).selectOption('brush');
    await expect(page.getByText('No place so far: a distribution needs three')).toBeVisible();
    const box = await plane.boundingBox();
    if (!box) throw new Error('The plane cannot be seen.');
    await page.mouse.move(box.x + 0.2 * box.width, box.y + 0.5 * box.height);
    await page.mouse.down();
    await page.mouse.move(box.x + 0.8 * box.width, box.y + 0.3 * box.height, { steps: 8 });
    await page.mouse.up();
    await expect(page).toHaveURL(/strokes=/);
    await expect(number(page, 'peak')).toContainText('Peak of the density');
    const drawn = page.url();
    await page.goto(drawn);
    await expect(page.getByText('Draw on, or drag the slider.')).toBeVisible();
  });

  await test.step('the Fokker-Planck equation stays beside the exact density', async () => {
    await follow(page, 'view=plane&law=ring&density=equation&plane.t=300&particles=0');
    await expect(number(page, 'equation')).toContainText('t = 300', { timeout: 30_000 });
    const text = await number(page, 'equation').innerText();
    expect(
      Number(/distance to the exact density ([\d.e−-]+)/.exec(text)?.[1].replace('−', '-')),
    ).toBeLessThan(5e-3);
  });
});

test('two ways back, log p along a path, heat, straight paths and guidance', async ({ page }) => {
  await test.step('two ways back from the same noise, and a particle on both', async () => {
    await page.goto('./?view=plane&plane=back&law=ring&particles=2000&a.n=20&b.n=40&plane.t=0');
    for (const side of ['a', 'b'])
      await expect(number(page, `distance-${side}`)).toContainText('true sets', { timeout: 30_000 });
    const picture = 'The particles of way A';
    const [particles, lines] = [await layer(page, picture, 1), await layer(page, picture, 2)];
    await page.getByRole('application', { name: picture }).click({ position: { x: 60, y: 60 } });
    await expect(page).toHaveURL(/traced=\d+/);
    expect(await layer(page, picture, 2)).not.toBe(lines);
    expect(await layer(page, 'The particles of way B', 2)).not.toBe(lines);

    await page.getByRole('button', { name: 'Run back' }).click();
    await expect.poll(() => layer(page, picture, 1)).not.toBe(particles);
    await page.keyboard.press('Escape');
    await slider(page).fill('0');
    await expect.poll(() => layer(page, picture, 1)).toBe(particles);

    // One step gives the mean, and the page says so.
    await page.getByRole('spinbutton', { name: 'steps of A' }).fill('1');
    await page.keyboard.press('Enter');
    await expect(page.getByText('One step: every particle goes to')).toBeVisible();
    await page.getByRole('combobox', { name: 'way B' }).selectOption('sde');
    await page.getByRole('spinbutton', { name: 'g of B' }).fill('2');
    await page.keyboard.press('Enter');
    await expect(page.getByText('With so few steps this SDE overshoots')).toBeVisible();
    await expectAccessible(page);
  });

  await test.step('log p along a path is that of the formula, and heat cannot be run back', async () => {
    await follow(page, 'view=plane&plane=likelihood');
    const likelihood = number(page, 'likelihood');
    const both = async (): Promise<readonly string[]> => {
      const text = await likelihood.innerText();
      return /at t = 1 is (\S+) nats; by the formula of the mixture it is (\S+)\./.exec(text)?.slice(1) ?? [];
    };
    await expect.poll(both).toHaveLength(2);
    const [byPath, byFormula] = await both();
    expect(byPath).toBe(byFormula);
    const before = await likelihood.innerText();
    await page
      .getByRole('application', { name: /^The path of one point/ })
      .click({ position: { x: 90, y: 90 } });
    await expect(likelihood).not.toHaveText(before);

    await page.getByRole('button', { name: 'Heat backwards' }).click();
    const distance = async (): Promise<number> =>
      Number(
        /([\d.]+(?:e[−-]?\d+)?)$/
          .exec((await number(page, 'heat').innerText()).replace('+', ''))?.[1]
          .replace('−', '-'),
      );
    await slider(page).fill('8');
    await expect.poll(distance).toBeLessThan(0.01);
    await slider(page).fill('40');
    await expect.poll(distance).toBeGreaterThan(1e6);
    await slider(page).fill('90');
    await expect(number(page, 'heat')).toContainText('too large for any number');
    await expectAccessible(page);
  });

  await test.step('straight paths and their mean, reflowed, and a class with guidance', async () => {
    await follow(page, 'view=plane&plane=paths&law=ring');
    const straightness = async (): Promise<number> =>
      Number(/= ([\d.]+);/.exec(await number(page, 'straightness').innerText())?.[1]);
    await expect.poll(straightness).toBeGreaterThan(2.4);
    const own = await layer(page, 'each point and its own noise', 2);
    await page.getByRole('checkbox', { name: /^reflow/ }).check();
    await expect.poll(straightness).toBeLessThan(0.1);
    expect(await layer(page, 'each noise and where the flow leads it', 2)).not.toBe(own);

    await page.getByRole('button', { name: 'Guidance' }).click();
    const distance = async (side: string): Promise<number> =>
      Number(
        /energy distance at t = 0: ([\d.]+)/.exec(await number(page, `distance-${side}`).innerText())?.[1],
      );
    await expect.poll(() => distance('a'), { timeout: 30_000 }).toBeLessThan(0.02);
    await expect.poll(() => distance('b'), { timeout: 30_000 }).toBeGreaterThan(0.05);
    await page.getByRole('checkbox', { name: 'know only draws of it' }).check();
    await expect(page.getByText('A set of points has no classes')).toBeVisible();
    await expectAccessible(page);
  });
});
