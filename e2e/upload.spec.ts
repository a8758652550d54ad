import { expect, test } from './support/test';
import { badFiles, sevenPng, type PictureFile } from './support/pictures';
import { pixelHash } from './support/pixels';
import { greys, notices, open, picture, reopen } from './support/timeline';
import type { Page } from 'playwright/test';

// x_0 from a file: chosen, pasted, dropped; and what is no picture is refused.

const offer = (page: Page, file: PictureFile) => page.getByLabel('Picture file').setInputFiles(file);

/** Pastes or drops a file, as the browser would tell the page. */
async function hand(page: Page, how: 'paste' | 'drop', { name, mimeType, buffer }: PictureFile) {
  await page.evaluate(
    ([how, name, type, base64]) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const data = new DataTransfer();
      data.items.add(new File([bytes], name, { type }));
      const options = { bubbles: true, cancelable: true };
      document.body.dispatchEvent(
        how === 'paste'
          ? new ClipboardEvent('paste', { ...options, clipboardData: data })
          : new DragEvent('drop', { ...options, dataTransfer: data }),
      );
    },
    [how, name, mimeType, buffer.toString('base64')] as const,
  );
}

test('a picture is chosen, pasted or dropped, and what is none is refused', async ({ page }) => {
  await test.step('dark on light and light on dark become the same white digit on black', async () => {
    await open(page, 't=0');
    const before = await pixelHash(picture(page));
    await offer(page, sevenPng(20, 235));
    await expect.poll(() => pixelHash(picture(page))).not.toBe(before);
    const dark = await greys(picture(page));
    // As MNIST's: black paper, white ink that touches a box of 20 x 20.
    expect(dark[0]).toBe(0);
    const rows = dark.flatMap((byte, i) => (byte > 60 ? [Math.floor(i / 28)] : []));
    expect(Math.max(...rows) - Math.min(...rows) + 1).toBe(20);

    const first = await pixelHash(picture(page));
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => pixelHash(picture(page))).toBe(before);
    await offer(page, sevenPng(235, 20));
    await expect.poll(() => pixelHash(picture(page))).not.toBe(before);
    const light = await greys(picture(page));
    expect(Math.max(...light.map((byte, i) => Math.abs(byte - dark[i])))).toBeLessThanOrEqual(1);
    expect(first).not.toBe(before);
    await expect(notices(page)).toHaveCount(0);
  });

  await test.step('a picture by paste', async () => {
    await reopen(page, 't=0');
    const before = await pixelHash(picture(page));
    await hand(page, 'paste', sevenPng(0, 255));
    await expect.poll(() => pixelHash(picture(page))).not.toBe(before);
    await expect(page.getByRole('img', { name: 'x0: your picture' })).toBeVisible();
  });

  await test.step('what is no picture is refused with a sentence, and the picture stays', async () => {
    await reopen(page, 't=0&x0=train.7');
    await offer(page, sevenPng(0, 255));
    await expect(page.getByRole('img', { name: 'x0: your picture' })).toBeVisible();
    const before = await pixelHash(picture(page));
    const address = () => new URL(page.url()).searchParams.get('x0');
    await expect.poll(address).toMatch(/^px\./);
    const source = address();
    for (const { file, refusal } of badFiles) {
      await offer(page, file);
      await expect(notices(page), file.name).toContainText(refusal);
      await expect(notices(page)).toContainText('The picture does not change.');
      await page.getByRole('button', { name: 'Dismiss' }).click();
      await expect(notices(page)).toHaveCount(0);
    }
    expect(await pixelHash(picture(page))).toBe(before);
    expect(address()).toBe(source);
  });

  await test.step('a picture by drop, while the network is on the stage: it goes down first', async () => {
    await reopen(page, 'mode=reverse&sampler=ddim&steps=5');
    await hand(page, 'drop', sevenPng(0, 255));
    await expect(page.getByRole('radio', { name: 'Forward' })).toBeChecked();
    await expect(page.getByRole('img', { name: 'x0: your picture' })).toBeVisible();
  });
});
