import { checkPixels } from './pixelLimit';

/** Pixels as R G B A bytes, row by row, colours not premultiplied by alpha. */
export interface Rgba {
  readonly width: number;
  readonly height: number;
  readonly bytes: Uint8Array | Uint8ClampedArray;
}

/** Larger pictures are reduced to this side: a digit in a corner still has enough pixels. */
export const MAX_SIDE = 400;

/** A VideoFrame gives the bytes of the bitmap, which are premultiplied by alpha by default. */
const STRAIGHT: ImageBitmapOptions = { premultiplyAlpha: 'none' };

/**
 * Decodes an image as browsers show it: the first frame, with its EXIF orientation, in sRGB; reduced if a side is longer than
 * MAX_SIDE. Rejects if the browser cannot decode it, and with a DataError if it has too many pixels, whatever its header says.
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

/** Through a VideoFrame if possible, because some browsers add noise to pixels that are read from a canvas. */
async function readPixels(bitmap: ImageBitmap): Promise<Rgba> {
  const { width, height } = bitmap;
  if ('VideoFrame' in globalThis) {
    const frame = new VideoFrame(bitmap, { timestamp: 0 });
    try {
      const bytes = new Uint8Array(width * height * 4);
      const [plane] = await frame.copyTo(bytes, { format: 'RGBA', colorSpace: 'srgb' });
      if (frame.visibleRect?.width === width && plane.stride === width * 4) return { width, height, bytes };
    } catch {
      // Older implementations cannot copy to RGBA; then the canvas is used.
    } finally {
      frame.close();
    }
  }
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { willReadFrequently: true }) as OffscreenCanvasRenderingContext2D;
  context.drawImage(bitmap, 0, 0);
  return { width, height, bytes: context.getImageData(0, 0, width, height).data };
}
