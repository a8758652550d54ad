import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { DataError } from './errors';
import { loadPack } from './loadPack';
import { rawBytes } from './pack';
import type { PackInfo } from './packs';

const draft: PackInfo = { name: 'tiny', split: 'test', first: 0, count: 2, gzipBytes: 0, crc32: '' };
const raw = new Uint8Array(rawBytes(draft)).map((_, i) => (i < 2 ? i : (i * i) % 251));
const gzip = gzipSync(raw);
const info = { ...draft, gzipBytes: gzip.length, crc32: gzip.readUInt32LE(gzip.length - 8).toString(16) };

/** Answers every request with these bytes, 100 at a time, until `signal` aborts. */
const serve = (bytes: Uint8Array, status = 200) => {
  const fetch = vi.fn((_url: string, init: RequestInit) => {
    init.signal?.throwIfAborted();
    let at = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        if (init.signal?.aborted) controller.error(init.signal.reason);
        else if (at >= bytes.length) controller.close();
        else controller.enqueue(bytes.slice(at, (at += 100)));
      },
    });
    return Promise.resolve(new Response(body as ReadableStream<Uint8Array<ArrayBuffer>>, { status }));
  });
  vi.stubGlobal('fetch', fetch);
  return fetch;
};

const failure = async (load: Promise<unknown>) => (await load.catch((e: unknown) => e)) as DataError;

afterEach(() => vi.unstubAllGlobals());

describe('loadPack', () => {
  it.each([
    ['as a file', gzip],
    ['unpacked on the way', raw],
  ])('reports bytes and returns the digits when served %s', async (_, bytes) => {
    const fetch = serve(bytes);
    const seen: [number, number][] = [];
    const pack = await loadPack('./', info, { onProgress: (loaded, total) => seen.push([loaded, total]) });
    expect(fetch.mock.calls[0][0]).toBe(`./data/tiny.bin?${info.crc32}`);
    expect([...pack.labels]).toEqual([0, 1]);
    expect(seen.length).toBe(Math.ceil(bytes.length / 100));
    expect(seen[0]).toEqual([100, bytes.length]);
    expect(seen.at(-1)).toEqual([bytes.length, bytes.length]);
  });

  it('never reports more than the total if a server sends more than expected', async () => {
    serve(gzip);
    const seen: number[] = [];
    await loadPack('./', { ...info, gzipBytes: 250 }, { onProgress: (l, total) => seen.push(l / total) });
    expect(Math.max(...seen)).toBe(1);
  });

  it('rejects with the reason of the signal, before and during loading', async () => {
    serve(gzip);
    const reason = new Error('enough');
    expect(await failure(loadPack('./', info, { signal: AbortSignal.abort(reason) }))).toBe(reason);
    const controller = new AbortController();
    const onProgress = () => controller.abort(reason);
    expect(await failure(loadPack('./', info, { signal: controller.signal, onProgress }))).toBe(reason);
  });

  it('says what failed and what to do', async () => {
    serve(gzip, 404);
    expect(await failure(loadPack('./', info))).toMatchObject({
      code: 'missing',
      message: expect.stringContaining('HTTP 404') as string,
    });
    serve(gzip.subarray(0, 200));
    expect(await failure(loadPack('./', info))).toMatchObject({ code: 'truncated' });
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
    const error = await failure(loadPack('./', info));
    expect(error).toBeInstanceOf(DataError);
    expect(error).toMatchObject({ code: 'unreachable', cause: new TypeError('Failed to fetch') });
    expect(error.remedy).toMatch(/Check the connection/);
  });
});
