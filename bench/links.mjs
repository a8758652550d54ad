// What every link of README draws: one hash a link over all its canvases, to compare two builds. In the first build run
// `npm run bench -- links --json > before.json`, in the second `BENCH_BEFORE=before.json npm run bench -- links`.
import { readFileSync } from 'node:fs';
import { withApp } from './support/app.mjs';

export const title = 'The pixels that the links of README open (WebAssembly, one thread, 1440 x 900)';

const POLL_MS = 1000;
/** The page is settled when its canvases have not changed for so many polls and nothing is running. */
const QUIET_POLLS = 3;
const MAX_MS = 300_000;

/** The queries in README's table of links. */
function links() {
  const readme = readFileSync('README.md', 'utf8');
  const table = readme.slice(readme.indexOf('## Links'), readme.indexOf('## Browsers'));
  return [...table.matchAll(/^\| `(\?[^`]*)`/gm)]
    .map(([, query]) => query)
    .filter((query) => !query.startsWith('?perf'));
}

/** Runs in the page: one hash over size and bytes of all canvases in document order, and whether something is running. */
async function inspect() {
  const canvases = [...document.querySelectorAll('canvas')];
  const parts = canvases.map((canvas) => {
    const { width, height } = canvas;
    const image = width && height && canvas.getContext('2d')?.getImageData(0, 0, width, height);
    return [new Uint8Array(new Uint32Array([width, height]).buffer), image ? image.data : new Uint8Array()];
  });
  const bytes = await new Blob(parts.flat()).arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const hash = Array.from(digest.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('');
  const isRunning =
    document.querySelector('[aria-busy="true"]') !== null ||
    [...document.querySelectorAll('button')].some((button) =>
      /^(cancel|stop|pause)\b/i.test(button.textContent),
    );
  return { hash, isRunning, canvases: canvases.length };
}

async function open(openPage, query) {
  const { page, url } = await openPage();
  const started = performance.now();
  const separator = query.includes('backend=') ? '' : '&backend=wasm';
  await page.goto(url + query + separator);
  let last = { hash: '', canvases: 0 };
  let quiet = 0;
  while (quiet < QUIET_POLLS && performance.now() - started < MAX_MS) {
    await page.waitForTimeout(POLL_MS);
    const now = await page.evaluate(inspect);
    quiet = now.hash === last.hash && !now.isRunning ? quiet + 1 : 0;
    last = now;
  }
  await page.context().close();
  return {
    link: query,
    canvases: last.canvases,
    hash: last.hash,
    seconds: (performance.now() - started) / 1000,
    settled: quiet >= QUIET_POLLS ? 'yes' : 'NO',
  };
}

export async function run() {
  const file = process.env.BENCH_BEFORE;
  const before = file && new Map(JSON.parse(readFileSync(file, 'utf8')).rows.map((row) => [row.link, row]));
  const rows = [];
  await withApp(async (openPage) => {
    for (const query of links()) {
      const row = await open(openPage, query);
      if (before) row.same = before.get(query)?.hash === row.hash ? 'yes' : 'NO';
      rows.push(row);
    }
  });
  const changed = rows.filter(({ same }) => same === 'NO').length;
  return { rows, notes: before ? [`${rows.length - changed} links as before, ${changed} not.`] : [] };
}
