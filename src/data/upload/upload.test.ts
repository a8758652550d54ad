import { PNG } from 'pngjs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { decodeImage, MAX_SIDE, type Rgba } from './decodeImage';
import { DataError } from '../errors';
import { SIDE } from '../pack';
import { MAX_BYTES, readUnchanged, readUpload } from './upload';

type Colour = readonly [number, number, number, number];

/** A PNG file with an upright bar of one colour on another. */
function bar(ink: Colour, sheet: Colour): Blob {
  const png = new PNG({ width: 40, height: 60 });
  for (let i = 0; i < 2400; i++) {
    const inside = i % 40 >= 17 && i % 40 < 22 && i >= 400 && i < 2000;
    png.data.set(inside ? ink : sheet, 4 * i);
  }
  return new Blob([new Uint8Array(PNG.sync.write(png))], { type: 'image/png' });
}

const decode = async (file: Blob): Promise<Rgba> => {
  const { width, height, data } = PNG.sync.read(Buffer.from(await file.arrayBuffer()));
  return { width, height, bytes: new Uint8Array(data) };
};

const failure = async (file: Blob, how = decode): Promise<DataError> => {
  const error: unknown = await readUpload(file, how).catch((e: unknown) => e);
  expect(error).toBeInstanceOf(DataError);
  const { message, remedy } = error as DataError;
  for (const sentence of [message, remedy]) expect(sentence).toMatch(/^[A-Z].*[.]$/);
  return error as DataError;
};

describe('readUpload', () => {
  it.each<[string, Colour, Colour]>([
    ['black on white', [0, 0, 0, 255], [255, 255, 255, 255]],
    ['white on black', [255, 255, 255, 255], [0, 0, 0, 255]],
    ['yellow on blue', [255, 220, 0, 255], [0, 0, 160, 255]],
    ['black on nothing', [0, 0, 0, 255], [0, 0, 0, 0]],
    ['white on nothing', [255, 255, 255, 255], [0, 0, 0, 0]],
    ['half-transparent blue on nothing', [0, 0, 255, 128], [9, 9, 9, 0]],
  ])('reads a digit: %s', async (_, ink, sheet) => {
    const x = await readUpload(bar(ink, sheet), decode);
    const line = (row: number) => [...x.subarray(SIDE * row, SIDE * row + SIDE)];
    expect(line(2)).toEqual(new Array(SIDE).fill(-1));
    // 5 pixels of 40, scaled by 20 / 40: 2.5 pixels wide.
    expect(line(14).filter((v) => v === 1).length).toBe(2);
    expect(line(14).reduce((sum, v) => sum + (v + 1) / 2, 0)).toBeCloseTo(2.5, 1);
  });

  it.each<[string, Blob, string, RegExp]>([
    ['0 bytes', new Blob([]), 'empty-file', /0 bytes/],
    ['text', new Blob(['hello'], { type: 'text/plain' }), 'not-an-image', /text\/plain/],
    [
      'something that calls itself an image',
      new Blob(['hello'], { type: 'image/png' }),
      'not-an-image',
      /not an image/,
    ],
    ['SVG', new Blob(['<?xml version="1.0"?><svg/>']), 'svg', /SVG/],
    ['too many bytes', new Blob([new Uint8Array(MAX_BYTES + 1)]), 'too-many-bytes', /20 MB; at most 20 MB/],
    ['half a header', bar([0, 0, 0, 255], [0, 0, 0, 0]).slice(0, 18), 'undecodable', /PNG/],
    ['a blank sheet', bar([255, 255, 255, 255], [255, 255, 255, 255]), 'blank', /no digit/],
    ['nothing at all', bar([255, 255, 255, 0], [255, 255, 255, 0]), 'blank', /no digit/],
  ])('refuses %s', async (_, file, code, message) => {
    const error = await failure(file);
    expect(error.code).toBe(code);
    expect(error.message).toMatch(message);
  });

  it('refuses a decompression bomb by its header, without decoding it', async () => {
    const bytes = new Uint8Array(await bar([0, 0, 0, 255], [0, 0, 0, 0]).arrayBuffer());
    new DataView(bytes.buffer).setUint32(16, 50_000);
    new DataView(bytes.buffer).setUint32(20, 50_000);
    const spy = vi.fn(decode);
    const error = await failure(new Blob([bytes]), spy);
    expect(error).toMatchObject({ code: 'too-many-pixels' });
    expect(error.message).toMatch(/50000 x 50000 pixels, 2500 million; at most 40 million/);
    expect(spy).not.toHaveBeenCalled();
  });

  it('reports a file that is damaged, unreadable, or of a format that this browser lacks', async () => {
    const file = bar([0, 0, 0, 255], [255, 255, 255, 255]);
    expect(await failure(file.slice(0, file.size - 40))).toMatchObject({ code: 'undecodable' });
    const folder = { size: 4096, type: '', arrayBuffer: () => Promise.reject(new Error('NotFound')) };
    expect(await failure(folder as unknown as Blob)).toMatchObject({ code: 'unreadable' });
    const meta = '\0\0\0\x1cmeta\0\0\0\0\0\0\0\x14ispe\0\0\0\0\0\0\0\x09\0\0\0\x09';
    const heic = new Blob(['\0\0\0\x10ftypheic\0\0\0\0', meta]);
    const error = await failure(heic, () => Promise.reject(new Error('no codec')));
    expect(error).toMatchObject({ code: 'undecodable', remedy: 'Save it as JPEG or PNG.' });
  });
});

describe('readUnchanged, of a drawing on a transparent background', () => {
  /** The grey of an ink, and of its sheet, 0 ... 1; the bar of 5 pixels stands between columns 11.9 and 15.4 of 28. */
  const greys = async (ink: Colour, sheet: Colour): Promise<[ink: number, sheet: number]> => {
    const x = await readUnchanged(bar(ink, sheet), decode);
    return [(x[SIDE * 14 + 13] + 1) / 2, (x[SIDE * 14 + 2] + 1) / 2];
  };

  it.each<[string, Colour, Colour, ink: number, sheet: number]>([
    ['white ink is on black', [255, 255, 255, 255], [0, 0, 0, 0], 1, 0],
    ['black ink is on white, because on black it could not be seen', [0, 0, 0, 255], [0, 0, 0, 0], 0, 1],
    ['the colour of what is transparent does not count', [255, 255, 255, 255], [255, 255, 255, 0], 1, 0],
    ['grey ink keeps its grey', [128, 128, 128, 255], [0, 0, 0, 0], 128 / 255, 0],
    ['ink that is half transparent is half as bright', [255, 255, 255, 128], [0, 0, 0, 0], 128 / 255, 0],
    ['dark ink that is half transparent is grey on white', [0, 0, 0, 128], [0, 0, 0, 0], 127 / 255, 1],
    [
      'a sheet that is half transparent is half as bright',
      [0, 0, 0, 255],
      [255, 255, 255, 128],
      0,
      128 / 255,
    ],
    ['without transparency black stays black', [0, 0, 0, 255], [0, 0, 0, 255], 0, 0],
  ])('%s', async (_, ink, sheet, inkGrey, sheetGrey) => {
    const [seenInk, seenSheet] = await greys(ink, sheet);
    expect(seenInk).toBeCloseTo(inkGrey, 5);
    expect(seenSheet).toBeCloseTo(sheetGrey, 5);
  });
});

describe('decodeImage', () => {
  afterEach(() => vi.unstubAllGlobals());

  /** A browser's parts, as far as they are used: a bitmap is 7 everywhere on a canvas, 9 everywhere in a frame. */
  const browser = (width: number, height: number, copy: 'works' | 'fails' | 'is missing') => {
    const open = new Set<object>();
    const track = <T extends object>(it: T): T & { close: () => void } => {
      open.add(it);
      return Object.assign(it, { close: () => open.delete(it) });
    };
    vi.stubGlobal('createImageBitmap', (_: unknown, { resizeWidth, resizeHeight }: ImageBitmapOptions) =>
      Promise.resolve(track({ width: resizeWidth ?? width, height: resizeHeight ?? height })),
    );
    class Frame {
      visibleRect: { width: number };
      constructor(bitmap: ImageBitmap) {
        this.visibleRect = { width: bitmap.width };
        track(this);
      }
      copyTo(bytes: Uint8Array) {
        if (copy === 'fails') return Promise.reject(new Error('NotSupportedError'));
        bytes.fill(9);
        return Promise.resolve([{ offset: 0, stride: this.visibleRect.width * 4 }]);
      }
    }
    if (copy !== 'is missing') vi.stubGlobal('VideoFrame', Frame);
    class Canvas {
      constructor(readonly width: number, readonly height: number) {} // prettier-ignore
      getContext() {
        const data = new Uint8ClampedArray(this.width * this.height * 4).fill(7);
        return { drawImage: () => undefined, getImageData: () => ({ data }) };
      }
    }
    vi.stubGlobal('OffscreenCanvas', Canvas);
    return open;
  };

  it.each([
    ['works', 9],
    ['fails', 7],
    ['is missing', 7],
  ] as const)('reads pixels where copying a frame %s, and closes everything', async (copy, value) => {
    const open = browser(4000, 3000, copy);
    const { width, height, bytes } = await decodeImage(new Blob());
    expect([width, height]).toEqual([MAX_SIDE, (MAX_SIDE * 3) / 4]);
    expect(bytes.length).toBe(width * height * 4);
    expect(bytes[0]).toBe(value);
    expect(open.size).toBe(0);
  });

  it('does not change small pictures', async () => {
    const open = browser(28, 20, 'works');
    expect(await decodeImage(new Blob())).toMatchObject({ width: 28, height: 20 });
    expect(open.size).toBe(0);
  });

  it('refuses a picture that is larger than its header says', async () => {
    const open = browser(50_000, 50_000, 'works');
    const error = await failure(bar([0, 0, 0, 255], [255, 255, 255, 255]), decodeImage);
    expect(error).toMatchObject({ code: 'too-many-pixels' });
    expect(error.message).toMatch(/This picture is 50000 x 50000 pixels, 2500 million; at most 40 million/);
    expect(open.size).toBe(0);
  });
});
