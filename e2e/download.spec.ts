import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from './support/test';
import { goTo, open } from './support/timeline';

// A slow line. The network is fetched in a worker, which the debugger's throttle does not reach: so a server of its own is slow.

const BYTES_A_TICK = 20_000;
const TICK_MS = 100;
let slow = true;

test.use({
  baseURL: async ({ baseURL }, use) => {
    if (!baseURL) throw new Error('The static server did not say its address.');
    const server = createServer((request, response) => {
      void fetch(new URL(request.url ?? '/', baseURL)).then(async (answer) => {
        const type = answer.headers.get('content-type') ?? 'application/octet-stream';
        response.writeHead(answer.status, { 'Content-Type': type });
        const body = Buffer.from(await answer.arrayBuffer());
        if (!request.url?.endsWith('.safetensors')) {
          response.end(body);
          return;
        }
        for (let at = 0; at < body.length && !response.destroyed; at += BYTES_A_TICK) {
          response.write(body.subarray(at, at + BYTES_A_TICK));
          if (slow) await new Promise((done) => setTimeout(done, TICK_MS));
        }
        response.end();
      });
    });
    await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    await use(baseURL.replace(/:\d+\//, `:${port}/`));
    server.close();
    server.closeAllConnections();
  },
});

test('a slow download of the network shows its bytes; the way down works meanwhile', async ({ page }) => {
  await open(page, 'mode=reverse&sampler=ddim&steps=5&t=0');
  await expect(page.getByText(/Downloading the network: [01]\.\d MB of 1\.9 MB/)).toBeVisible();
  await expect(page.getByRole('button', { name: /^network \d+ %$/ })).toBeVisible();
  await page.keyboard.press('f');
  await goTo(page, 500);
  await expect(page.getByRole('button', { name: /^network \d+ %$/ })).toBeVisible();
  slow = false;
  await expect(page.getByRole('button', { name: /^WebAssembly/ })).toBeVisible({ timeout: 30_000 });
});
