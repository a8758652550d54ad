import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const PUBLIC = new URL('../../public/', import.meta.url);

/** Serves the folder public to this process, for jobs that fetch from the page; the process may end while it does. @returns its address */
export async function servePublic(): Promise<string> {
  const server = createServer(({ url = '' }, response) => {
    readFile(new URL(`.${url}`, PUBLIC)).then(
      (file) => response.end(file),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}
