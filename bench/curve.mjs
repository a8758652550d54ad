// The same training in the page on two backends: how far their losses differ. Takes many minutes.
import { readFile } from 'node:fs/promises';
import { SOFTWARE_GPU, withApp } from './support/app.mjs';

const UPDATES = 50;
const BATCH = 32;

export const title = `The loss of each of ${UPDATES} updates of the network tiny at batch ${BATCH}, WebGPU (in software) against WebAssembly (the bar: 1 %)`;

/** The losses of the training, from the CSV file of the page, and how long they took. */
async function curve(open, backend) {
  const { page, url } = await open();
  page.setDefaultTimeout(0);
  await page.goto(`${url}?view=train&backend=${backend}&batch=${BATCH}&digits=1000&updates=${UPDATES}`);
  const button = (name) => page.getByRole('button', { name, exact: true });
  const began = performance.now();
  // The header has a tab of that name, too.
  await page.getByRole('region', { name: 'The training' }).getByRole('button', { name: 'Train' }).click();
  await page.getByText('The training is done.').waitFor();
  const seconds = (performance.now() - began) / 1000;
  const download = page.waitForEvent('download');
  await button('CSV').click();
  const rows = (await readFile(await (await download).path(), 'utf8')).trimEnd().split('\n').slice(1);
  await page.context().close();
  const losses = rows.map((row) => Number(row.split(',')[1])).filter((loss) => loss > 0);
  if (losses.length !== UPDATES) throw new Error(`${backend}: ${losses.length} losses`);
  return { losses, seconds };
}

/** @returns {Promise<{ rows: object[], notes: string[] }>} */
export async function run() {
  const [onGpu, onWasm] = await withApp(
    async (open) => [await curve(open, 'webgpu'), await curve(open, 'wasm')],
    SOFTWARE_GPU,
  );
  const deviations = onGpu.losses.map((loss, i) => 100 * Math.abs(loss / onWasm.losses[i] - 1));
  const row = (backend, { losses, seconds }) => ({
    backend,
    'loss of update 1': losses[0].toPrecision(6),
    [`of update ${UPDATES}`]: losses[UPDATES - 1].toPrecision(6),
    'seconds, looks included': seconds,
  });
  return {
    rows: [row('webgpu, software', onGpu), row('wasm', onWasm)],
    notes: [
      `Furthest apart: ${Math.max(...deviations).toPrecision(2)} % at update ${deviations.indexOf(Math.max(...deviations)) + 1}.`,
    ],
  };
}
