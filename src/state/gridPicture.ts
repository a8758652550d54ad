import { toRgba } from '../diffusion/pixels';
import { sheets, shownFrame } from './generation';
import { settingOf } from './generationPlans';
import { download } from './download';
import { notify } from './notices';
import { crc32 } from './runs/crc32';
import { link } from './url';
import { view } from './view';

const COLUMNS = 10;
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

/** Saves A's pictures as they are shown, under a name that says how they were made; the link is in the file. */
export async function saveGrid(): Promise<void> {
  const state = view.getState();
  const { sampler, steps } = settingOf(state, 'a');
  const frames = Array.from({ length: state.gridCount }, (_, tile) => shownFrame(sheets.a, tile)).filter(
    (frame) => frame !== null,
  );
  const side = Math.sqrt(frames[0].length);
  const pitch = side + GAP;
  const columns = Math.min(COLUMNS, frames.length);
  const canvas = document.createElement('canvas');
  canvas.width = SCALE * (columns * pitch + GAP);
  canvas.height = SCALE * (Math.ceil(frames.length / columns) * pitch + GAP);
  const context = canvas.getContext('2d');
  const tile = document.createElement('canvas');
  tile.width = tile.height = side;
  const small = tile.getContext('2d');
  if (!context || !small) return;
  context.imageSmoothingEnabled = false;
  const image = small.createImageData(side, side);
  frames.forEach((frame, i) => {
    toRgba(frame, image.data);
    small.putImageData(image, 0, 0);
    const [x, y] = [GAP + (i % columns) * pitch, GAP + Math.floor(i / columns) * pitch];
    context.drawImage(tile, SCALE * x, SCALE * y, SCALE * side, SCALE * side);
  });
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob) {
    notify({ kind: 'warning', text: 'The browser made no picture. Try fewer pictures.' });
    return;
  }
  const bytes = withText(
    new Uint8Array(await blob.arrayBuffer()),
    'Source',
    new URL(link(), location.href).href,
  );
  const name = `ddpm_seed${state.gridSeed}_n${frames.length}_${sampler}${steps}_t${state.gridT}.png`;
  download(bytes, name, 'image/png');
}
