import { readFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { ModelError } from './errors';
import type { Network } from './network';
import { shipped } from './networks/shipped';
import manifest from './networks/shipped.weights.json';
import { downloadWeights, readWeights, sha256Hex } from './weights';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function serving(listener: RequestListener): Promise<string> {
  server = createServer(listener).listen(0);
  await new Promise((resolve) => server?.once('listening', resolve));
  return `http://localhost:${(server.address() as AddressInfo).port}/page/index.html`;
}

async function download(
  baseUrl: string,
  signal = new AbortController().signal,
): Promise<[ArrayBuffer, number[]]> {
  const events = downloadWeights({ file: 'models/a.bin', bytes: 4, sha256: '' }, baseUrl, signal);
  const loaded: number[] = [];
  for (;;) {
    const { done, value } = await events.next();
    if (done) return [value, loaded];
    loaded.push(value.loaded);
  }
}

describe('downloadWeights', () => {
  it('reports bytes and returns them, from an address relative to the page', async () => {
    const base = await serving((request, response) => {
      response.end(request.url === '/page/models/a.bin' ? 'abcd' : '');
    });
    const [file, loaded] = await download(base);
    expect(new TextDecoder().decode(file)).toBe('abcd');
    expect(loaded.at(-1)).toBe(4);
  });

  it.each<[string, RequestListener, string]>([
    ['a missing file', (_, response) => response.writeHead(404).end(), 'the server answered 404'],
    [
      'a page in its place',
      (_, response) => response.setHeader('content-type', 'text/html').end('hi'),
      'sent a page',
    ],
    [
      'a connection that breaks',
      (_, response) => response.writeHead(200).destroy(),
      'could not be downloaded',
    ],
  ])('refuses %s', async (_, listener, reason) => {
    const failure = download(await serving(listener));
    await expect(failure).rejects.toBeInstanceOf(ModelError);
    await expect(failure).rejects.toMatchObject({ code: 'weights-missing' });
    await expect(failure).rejects.toThrow(reason);
  });

  it('stops with the reason of an abort', async () => {
    const controller = new AbortController();
    const base = await serving((_, response) => void response.writeHead(200).write('a'));
    setTimeout(() => controller.abort(new Error('enough')), 50);
    await expect(download(base, controller.signal)).rejects.toThrow('enough');
  });
});

// FIPS 180-4 examples, published by NIST.
it.each([
  ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
])('sha256Hex gives the published digest of "%s"', (text, digest) => {
  expect(sha256Hex(new TextEncoder().encode(text))).toBe(digest);
});

describe('readWeights', () => {
  const network: Network = { ...shipped, size: 1, embedding: { frequencies: 1, width: 1 }, layers: [] };
  const shapes = { template: [11, 1, 1], label: [11, 1], 'time.0.kernel': [2, 1], 'time.0.bias': [1] };
  const whole = { ...shapes, 'time.1.kernel': [1, 1], 'time.1.bias': [1] };

  const fileOf = (tensors: Record<string, number[]>, dtype = 'F32'): ArrayBuffer => {
    let end = 0;
    const entry = (shape: number[]): unknown => ({
      dtype,
      shape,
      data_offsets: [end, (end += 4 * shape.reduce((a, b) => a * b))],
    });
    const header = Object.fromEntries(Object.entries(tensors).map(([name, shape]) => [name, entry(shape)]));
    const text = new TextEncoder().encode(JSON.stringify(header));
    const file = new Uint8Array(8 + text.length + end);
    file[0] = text.length % 256;
    file[1] = text.length >> 8;
    file.set(text, 8);
    return file.buffer;
  };
  const read = (file: ArrayBuffer): unknown => {
    const digest = sha256Hex(new Uint8Array(file));
    return readWeights(network, { file: '', bytes: file.byteLength, sha256: digest }, file);
  };

  it('accepts exactly the parameters of the network', () => {
    expect(() => read(fileOf(whole))).not.toThrow();
  });

  it.each<[string, ArrayBuffer, string]>([
    ['a parameter that is missing', fileOf(shapes), 'has no tensor "time.1.kernel"'],
    [
      'one of another shape',
      fileOf({ ...whole, label: [1, 11] }),
      '"label" has the shape [1, 11] instead of [11, 1]',
    ],
    ['one too many', fileOf({ ...whole, extra: [1] }), 'unknown tensor "extra"'],
    ['whole numbers', fileOf(whole, 'I32'), 'does not hold real numbers'],
    ['a file that is no safetensors', new ArrayBuffer(3), 'too short'],
  ])('refuses %s', (_, file, reason) => {
    expect(() => read(file)).toThrow(reason);
  });

  it('refuses the shipped file when one bit is flipped', async () => {
    const file = new Uint8Array(await readFile(`public/${manifest.file}`));
    expect(() => readWeights(shipped, manifest, file.buffer)).not.toThrow();
    file[1_000_000] ^= 1;
    expect(() => readWeights(shipped, manifest, file.buffer)).toThrow('its SHA-256 is');
  });
});
