import type { Page } from 'playwright/test';
import { readFile } from 'node:fs/promises';
import { build } from 'vite';

const WASM = 'node_modules/@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm';

/** The module and all that it imports as one script. */
async function bundled(entry: string): Promise<string> {
  const [{ output }] = (await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      target: 'es2022',
      minify: false,
      write: false,
      lib: { entry, formats: ['es'] },
      rolldownOptions: { output: { codeSplitting: false } },
    },
  })) as { output: { code: string }[] }[];
  return output[0].code;
}

/**
 * Runs a module of e2e/support/probes in a worker of an empty page: code of the engine by itself, on backends that only a browser
 * has. The module answers every message with one.
 */
export async function probe<Answer>(page: Page, name: string, question: unknown): Promise<Answer> {
  const code = await bundled(`e2e/support/probes/${name}.ts`);
  const wasm = await readFile(WASM);
  await page.route('**/probe.js', (route) => route.fulfill({ contentType: 'text/javascript', body: code }));
  await page.route('**/probe.wasm', (route) =>
    route.fulfill({ contentType: 'application/wasm', body: wasm }),
  );
  await page.route('**/probe.html', (route) => route.fulfill({ contentType: 'text/html', body: '' }));
  await page.goto('probe.html'); // the app would compute beside it
  return page.evaluate(
    (message) =>
      new Promise<Answer>((resolve, reject) => {
        const worker = new Worker('probe.js', { type: 'module' });
        worker.onerror = (event) => reject(new Error(event.message));
        worker.onmessage = ({ data }: MessageEvent<{ answer?: Answer; error?: string }>) => {
          worker.terminate();
          if (data.error === undefined) resolve(data.answer as Answer);
          else reject(new Error(data.error));
        };
        worker.postMessage(message);
      }),
    question,
  );
}
