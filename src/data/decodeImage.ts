import { checkPixels } from './pixelLimit';

/** Pixels as R G B A bytes, row by row, colours not multiplied by alpha. */
export interface Rgba {
  readonly width: number;
  readonly height: number;
  readonly bytes: Uint8Array | Uint8ClampedArray;
}

/** Pictures are read at no more than this many pixels a side: a digit in a corner of one still has enough. */
export const MAX_SIDE = 400;

/** A VideoFrame hands out the bitmap's bytes as they are, multiplied by alpha unless the bitmap was made without. */
const STRAIGHT: ImageBitmapOptions = { premultiplyAlpha: 'none' };

/**
 * Decodes an image as it is shown: the first frame, turned as its EXIF orientation says, colours in sRGB; and makes it
 * smaller where a side is longer than MAX_SIDE. Rejects when the browser cannot decode it, and with a
 * DataError when it unpacks to too many pixels: a header can lie.
 */
export async function decodeImage(file: Blob): Promise<Rgba> {
  const bitmap = await reduce(await createImageBitmap(file, STRAIGHT));
  try {
    return await readPixels(bitmap);
  } finally {
    bitmap.close();
  }
}

async function reduce(bitmap: ImageBitmap): Promise<ImageBitmap> {
  const { width, height } = bitmap;
  const scale = MAX_SIDE / Math.max(width, height);
  if (scale >= 1) return bitmap;
  try {
    checkPixels(width, height);
    return await createImageBitmap(bitmap, {
      ...STRAIGHT,
      resizeWidth: Math.max(1, Math.round(width * scale)),
      resizeHeight: Math.max(1, Math.round(height * scale)),
      resizeQuality: 'high',
    });
  } finally {
    bitmap.close();
  }
}

/** By way of a VideoFrame where there is one: some browsers add noise to what is read back from a canvas. */
async function readPixels(bitmap: ImageBitmap): Promise<Rgba> {
  const { width, height } = bitmap;
  if ('VideoFrame' in globalThis) {
    const frame = new VideoFrame(bitmap, { timestamp: 0 });
    try {
      const bytes = new Uint8Array(width * height * 4);
      const [plane] = await frame.copyTo(bytes, { format: 'RGBA', colorSpace: 'srgb' });
      if (frame.visibleRect?.width === width && plane.stride === width * 4) return { width, height, bytes };
    } catch {
      // An older implementation that knows no RGBA copies: the canvas does it.
    } finally {
      frame.close();
    }
  }
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true }) as OffscreenCanvasRenderingContext2D;
  context.drawImage(bitmap, 0, 0);
  return { width, height, bytes: context.getImageData(0, 0, width, height).data };
}
