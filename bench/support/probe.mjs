// Code of the engine in a worker of a real browser, without the page of the app, for the benchmarks.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { chromium } from 'playwright';
import { build } from 'vite';
import { ensureBrowser } from '../../tools/browser.mjs';
import { SOFTWARE_GPU } from './app.mjs';

const WASM = 'node_modules/@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm';

/** A module and everything that it imports, as one script, and the scripts of the workers that it starts. */
async function bundle(name) {
  const [{ output }] = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      target: 'es2022',
      write: false,
      lib: { entry: `bench/support/probes/${name}.mjs`, formats: ['es'] },
      rolldownOptions: { output: { codeSplitting: false } },
    },
  });
  return output.map(({ fileName, code, source, isEntry }) => [
    isEntry ? `/${name}.js` : `/${fileName}`,
    ['text/javascript', code ?? source],
  ]);
}

/** Runs in the page: a fresh worker answers one question. */
function ask([name, question]) {
  return new Promise((resolve, reject) => {
    const worker = new window.Worker(`${name}.js`, { type: 'module' });
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.onmessage = ({ data }) => {
      worker.terminate();
      if (data.error === undefined) resolve(data.answer);
      else reject(new Error(data.error));
    };
    worker.postMessage(question);
  });
}

const TYPES = { wasm: 'application/wasm', mjs: 'text/javascript' };
/** Pages with these may share memory. */
const ISOLATED = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
};

/**
 * Starts a browser with WebGPU emulated on the CPU, and calls `use` with a function that asks a module of bench/support/probes.
 * @param {string[]} names of the modules
 * @param {(probe: (name: string, question: unknown) => Promise<unknown>) => Promise<unknown>} use
 * @param {Record<string, string>} added files that the modules fetch: name and path
 */
export async function withProbes(names, use, added = {}) {
  const files = new Map([
    ['/', ['text/html', '<!doctype html><title>Probe</title>']],
    ['/probe.wasm', ['application/wasm', await readFile(WASM)]],
  ]);
  for (const [name, path] of Object.entries(added))
    files.set(`/${name}`, [
      TYPES[name.split('.').at(-1)] ?? 'application/octet-stream',
      await readFile(path),
    ]);
  for (const name of names) for (const [path, file] of await bundle(name)) files.set(path, file);
  const server = createServer((request, response) => {
    const [type, content] = files.get(request.url) ?? [];
    response.writeHead(type ? 200 : 404, { 'content-type': type ?? 'text/plain', ...ISOLATED }).end(content);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({
    executablePath: ensureBrowser().path,
    args: [...root, ...SOFTWARE_GPU],
  });
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    return await use((name, question) => page.evaluate(ask, [name, question]));
  } finally {
    await browser.close();
    server.close();
  }
}
