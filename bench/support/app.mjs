// The built app in a real browser, for the benchmarks.
import { existsSync } from 'node:fs';
import { chromium } from 'playwright';
import { ensureBrowser } from '../../tools/browser.mjs';
import { serve } from '../../tools/serve.mjs';

/**
 * Serves dist/, compressed as by static hosts, starts a browser, and calls `use` with a function that opens pages in fresh profiles.
 * @param {(open: (options?: object) => Promise<{ page: object, cdp: object, url: string }>) => Promise<unknown>} use
 * @param {string[]} flags of the browser
 */
export async function withApp(use, flags = []) {
  if (!existsSync('dist/index.html')) throw new Error('dist/index.html is missing: run npm run build first.');
  const args = [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), ...flags];
  const browser = await chromium.launch({ executablePath: ensureBrowser().path, args });
  const server = await serve('dist', { gzip: true });
  try {
    return await use(async (options = {}) => {
      const context = await browser.newContext({
        viewport: { width: 1440, height: 900 },
        serviceWorkers: 'block',
        ...options,
      });
      const page = await context.newPage();
      return { page, cdp: await context.newCDPSession(page), url: server.url };
    });
  } finally {
    server.close();
    await browser.close();
  }
}

/** Flags for WebGPU emulated on the CPU. */
export const SOFTWARE_GPU = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader'];

/** The value below which a share q (0 ... 1) of the values lies; NaN if there are none. */
export function quantile(values, q) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? NaN;
}
