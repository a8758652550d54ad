import { toRgba } from '../../diffusion/pictures/pixels';
import { download } from './download';
import { notify } from '../notices';
import { TEXTS } from '../texts';
import { crc32 } from '../runs/crc32';
import { link } from '../link/url';

/** Of a pixel, in the file. */
const SCALE = 4;
const GAP = 2;
/** A PNG begins with 8 bytes of its own, and its header takes 25 (RFC 2083, section 3). */
const HEADER_END = 33;

/** A PNG with one more text in it (RFC 2083, section 4.2.7): what the picture was made with. */
export function withText(png: Uint8Array, keyword: string, text: string): Uint8Array<ArrayBuffer> {
  const body = new TextEncoder().encode(`tEXt${keyword}\0${text}`);
  const chunk = new Uint8Array(body.length + 8);
  const numbers = new DataView(chunk.buffer);
  numbers.setUint32(0, body.length - 4);
  chunk.set(body, 4);
  numbers.setUint32(body.length + 4, crc32(body));
  const out = new Uint8Array(png.length + chunk.length);
  out.set(png.subarray(0, HEADER_END));
  out.set(chunk, HEADER_END);
  out.set(png.subarray(HEADER_END), HEADER_END + chunk.length);
  return out;
}

/** Values in [-1, 1] of a square picture, or its RGBA bytes. */
export type Tile = Float32Array | Uint8ClampedArray;

const bytesOf = (tile: Tile): Uint8ClampedArray =>
  tile instanceof Float32Array ? toRgba(tile, new Uint8ClampedArray(4 * tile.length)) : tile;

/**
 * Saves pictures of one size as a PNG, in rows of so many, with the page's link in it; says so where the browser makes none.
 * @param tiles one at least
 * @param name of the file, with its ending
 */
export async function savePictures(tiles: readonly Tile[], name: string, columns: number): Promise<void> {
  const bytes = tiles.map(bytesOf);
  const side = Math.sqrt(bytes[0].length / 4);
  const pitch = side + GAP;
  const across = Math.min(columns, tiles.length);
  const canvas = document.createElement('canvas');
  canvas.width = SCALE * (across * pitch + GAP);
  canvas.height = SCALE * (Math.ceil(tiles.length / across) * pitch + GAP);
  const context = canvas.getContext('2d');
  const tile = document.createElement('canvas');
  tile.width = tile.height = side;
  const small = tile.getContext('2d');
  if (!context || !small) return;
  context.imageSmoothingEnabled = false;
  const image = small.createImageData(side, side);
  bytes.forEach((rgba, i) => {
    image.data.set(rgba);
    small.putImageData(image, 0, 0);
    const [x, y] = [GAP + (i % across) * pitch, GAP + Math.floor(i / across) * pitch];
    context.drawImage(tile, SCALE * x, SCALE * y, SCALE * side, SCALE * side);
  });
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob) {
    notify({ kind: 'warning', text: TEXTS.noFile });
    return;
  }
  const file = withText(
    new Uint8Array(await blob.arrayBuffer()),
    'Source',
    new URL(link(), location.href).href,
  );
  download(file, name, 'image/png');
}
