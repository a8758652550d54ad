import { readFileSync } from 'node:fs';

const page = readFileSync(new URL('../index.html', import.meta.url), 'utf8');
const policy = /http-equiv="Content-Security-Policy"\s+content="([^"]+)"/.exec(page)?.[1];
if (!policy) throw new Error('index.html has no Content-Security-Policy.');

/**
 * What a host had best send with every file. The page's policy once more, because that of its meta element rules the page alone and not its
 * workers. These may also start threads from blob: scripts, as tfjs's WebAssembly does; the meta element goes on to deny that to the page.
 * Only a header can say who may show the page in a frame. With the other two a page may share memory between threads; without them
 * WebAssembly has one.
 */
export const HEADERS = {
  'Content-Security-Policy': `${policy
    .replace(/script-src [^;]*/, '$& blob:')
    .replace(/worker-src [^;]*/, '$& blob:')}; frame-ancestors 'self'`,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};
