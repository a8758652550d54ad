// Code of the engine in a worker of a real browser, without the page of the app, for the benchmarks.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { chromium } from 'playwright';
import { build } from 'vite';
import { ensureBrowser } from '../../tools/browser.mjs';
import { SOFTWARE_GPU } from './app.mjs';

const WASM = 'node_modules/@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm';

/** A module and everything that it imports, as one script. */
async function bundle(entry) {
  const [{ output }] = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      target: 'es2022',
      write: false,
      lib: { entry, formats: ['es'] },
      rolldownOptions: { output: { codeSplitting: false } },
    },
  });
  return output[0].code;
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
/* global window */

/**
 * Starts a browser with WebGPU emulated on the CPU, and calls `use` with a function that asks a module of bench/support/probes.
 * @param {string[]} names of the modules
 * @param {(probe: (name: string, question: unknown) => Promise<unknown>) => Promise<unknown>} use
 */
export async function withProbes(names, use) {
  const files = new Map([
    ['/', ['text/html', '<!doctype html><title>Probe</title>']],
    ['/probe.wasm', ['application/wasm', await readFile(WASM)]],
  ]);
  for (const name of names)
    files.set(`/${name}.js`, ['text/javascript', await bundle(`bench/support/probes/${name}.mjs`)]);
  const server = createServer((request, response) => {
    const [type, content] = files.get(request.url) ?? [];
    response.writeHead(type ? 200 : 404, { 'content-type': type ?? 'text/plain' }).end(content);
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
