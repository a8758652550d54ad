// A static server like the simplest host: a sub-path, content types, no other headers.
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createGzip } from 'node:zlib';
import { HEADERS } from './headers.mjs';

const types = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

/** Everything is served under a sub-path, which shows that the build works from any static path. */
const base = '/thousand-steps/';
/** The same files once more, with all headers that a host can send. */
const isolatedBase = `/isolated${base}`;

/** The file inside root that the URL of a request names, or undefined. */
function fileOf(root, url) {
  let path;
  try {
    path = decodeURIComponent(new URL(url, 'http://host').pathname);
  } catch {
    return undefined;
  }
  const prefix = [base, isolatedBase].find((each) => path.startsWith(each));
  if (!prefix) return undefined;
  const relative = path.slice(prefix.length);
  const file = resolve(
    root,
    relative.endsWith('/') || relative === '' ? join(relative, 'index.html') : relative,
  );
  const inside = file.startsWith(root + sep) && statSync(file, { throwIfNoEntry: false })?.isFile();
  return inside ? file : undefined;
}

/**
 * Serves a folder on 127.0.0.1.
 * @param {string} folder
 * @param {{ port?: number, gzip?: boolean, isolated?: boolean }} options port 0 takes a free one; gzip compresses text as static hosts
 *   do; isolated sends HEADERS, as is always done below /isolated
 * @returns {Promise<{ url: string, close: () => void }>} url ends in a slash
 */
export async function serve(folder, { port = 0, gzip = false, isolated = false } = {}) {
  const root = resolve(folder);
  const server = createServer((request, response) => {
    const file = fileOf(root, request.url);
    if (!file) {
      response.writeHead(404, { 'Content-Type': 'text/plain' }).end('not found');
      return;
    }
    const type = types[extname(file)] ?? 'application/octet-stream';
    const packed = gzip && /text|json|svg|wasm/.test(type);
    response.writeHead(200, {
      'Content-Type': type,
      ...(packed && { 'Content-Encoding': 'gzip' }),
      ...((isolated || request.url.startsWith(isolatedBase)) && HEADERS),
    });
    const stream = createReadStream(file);
    (packed ? stream.pipe(createGzip()) : stream).pipe(response);
  });
  await new Promise((done, fail) => server.once('error', fail).listen(port, '127.0.0.1', done));
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${server.address().port}${base}`, close };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  if (existsSync('dist/index.html')) {
    const { url } = await serve('dist');
    console.log(`Serving dist on ${url}`);
  } else {
    console.error('dist/index.html is missing: run npm run build first.');
    process.exitCode = 1;
  }
}
