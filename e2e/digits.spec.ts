import { expectAccessible } from './support/axe';
import { follow } from './support/follow';
import { expect, test } from './support/test';
import { process, stepNumbers } from './support/lab';
import { greys } from './support/timeline';

// Somebody asks what each reverse rule makes of noise, with the network.

test('each rule makes of noise what it makes; its step has its numbers', async ({ page }) => {
  test.setTimeout(90_000);
  await test.step('the tape is exact at once, DDPM makes a digit; cancel keeps it, and keys scrub all rules', async () => {
    await page.goto('./?view=lab&lab=digits&class=1&at=0&backend=wasm');
    const card = (name: string) => page.getByRole('region', { name, exact: true });
    await expect(card('Recorded noise, played back')).toContainText(/distance to the digit [1-9]e−[5-9]/);
    await expect(card('DDPM')).toContainText(/mean −0\.\d\d, std 0\.\d\d/, { timeout: 60_000 });
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect(page.getByRole('button', { name: 'Go on' })).toBeVisible({ timeout: 500 });

    const currentXt = card('DDPM').getByRole('img', { name: 'x at the slider’s t, DDPM' });
    const end = await greys(card('DDPM').getByRole('img', { name: 'Result, DDPM' }));
    expect(end.filter((grey) => grey < 10).length).toBeGreaterThan(500);
    expect(await greys(currentXt)).not.toEqual(end);
    await page.keyboard.press('End');
    await expect.poll(() => greys(currentXt)).toEqual(end);
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 844 });
      await expectAccessible(page, `${width} px`);
      expect.soft(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
  });

  await test.step('the equations have the numbers of steps that take several betas together; what surprises is asked first', async () => {
    await follow(page, 'view=lab&lab=digits&at=400&backend=wasm');
    const card = (name: string) => page.getByRole('region', { name, exact: true });
    const { alphaBar, sigma } = process();
    // The posterior of a jump: alpha is the quotient of both alphaBar.
    const mean = (a: number, aPrev: number) => ({
      x0Hat: (Math.sqrt(aPrev) * (1 - a / aPrev)) / (1 - a),
      xt: (Math.sqrt(a / aPrev) * (1 - aPrev)) / (1 - a),
    });
    const ddpm = (a: number, aPrev: number) => ({
      ...mean(a, aPrev),
      z: Math.sqrt(((1 - a / aPrev) * (1 - aPrev)) / (1 - a)),
    });
    const rules: Record<
      string,
      (a: number, aPrev: number, s: number, sPrev: number) => Record<string, number>
    > = {
      DDPM: ddpm,
      'DDPM, larger variance': (a, aPrev) => ({ ...mean(a, aPrev), z: Math.sqrt(1 - a / aPrev) }),
      DDIM: (_, aPrev) => ({ x0Hat: Math.sqrt(aPrev), epsilonHat: Math.sqrt(1 - aPrev) }),
      'DDPM without fresh noise': mean,
      'Start in the middle': ddpm,
      'Additive noise, correct reverse': (_a, _b, s, sPrev) => ({
        epsilonHat: (s * s - sPrev * sPrev) / s,
        z: (Math.sqrt(s * s - sPrev * sPrev) * sPrev) / s,
      }),
      'Additive noise, wrong reverse': (_a, _b, s, sPrev) => ({
        epsilonHat: Math.sqrt(s * s - sPrev * sPrev),
      }),
      'Recorded noise, played back': (_a, _b, s, sPrev) => ({
        epsilonHat: Math.sqrt(s * s - sPrev * sPrev),
      }),
    };
    for (const [name, formula] of Object.entries(rules)) {
      const { t, tPrev, ...shown } = await stepNumbers(card(name));
      expect(t - tPrev, name).toBe(name === 'Start in the middle' ? 1 : 4);
      const expected = formula(alphaBar[t], alphaBar[tPrev], sigma[t], sigma[tPrev]);
      expect(Object.keys(shown).sort(), name).toEqual(Object.keys(expected).sort());
      for (const [part, value] of Object.entries(expected))
        expect(Math.abs(shown[part] / value - 1), `${name}: ${part} ${shown[part]}`).toBeLessThan(0.02);
    }

    const withoutZ = card('DDPM without fresh noise');
    await expect(withoutZ.getByRole('img')).toHaveCount(0);
    await expect(withoutZ).not.toContainText('the same thin picture');
    await withoutZ.getByRole('button', { name: 'The same digit twice' }).click();
    await expect(withoutZ).toContainText('You said: The same digit twice ✓');
    await expect(withoutZ.getByRole('img')).toHaveCount(4);
    await expectAccessible(page, 'answered');
    for (const [key, button] of [
      ['Space', 'Go on'],
      ['Space', 'Cancel'],
      ['Escape', 'Go on'],
    ]) {
      await page.keyboard.press(key);
      await expect(page.getByRole('button', { name: button })).toBeVisible();
    }
  });
});
