import { expect, test } from './support/test';
import { openTraining, trainButton, goalReached } from './support/training';
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright/test';

/** The losses of a training of some updates, as the page's table has them. */
async function curve(page: Page, backend: string): Promise<number[]> {
  await openTraining(page, `view=train&backend=${backend}&batch=4&digits=1000&updates=20`);
  await trainButton(page, 'Train').last().click();
  await expect(goalReached(page)).toBeVisible({ timeout: 280_000 });
  const download = page.waitForEvent('download');
  await trainButton(page, 'CSV').click();
  const rows = (await readFile(await (await download).path(), 'utf8')).trimEnd().split('\n').slice(1);
  return rows.map((row) => Number(row.split(',')[1])).filter((loss) => loss > 0);
}

test('on WebGPU a training follows the curve that it has on WebAssembly', async ({ page, context }) => {
  test.setTimeout(600_000);
  const onGpu = await curve(page, 'webgpu');
  await page.close();
  const onWasm = await curve(await context.newPage(), 'wasm');
  expect(onGpu).toHaveLength(20);
  onGpu.forEach((loss, i) => expect(Math.abs(loss / onWasm[i] - 1)).toBeLessThan(0.01));
});
