import { PNG } from 'pngjs';

/** Files that readers offer, made here. */
export interface PictureFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** A hand's 7, 90 x 120 pixels, in the grey level `ink` on the level `paper`. */
export function sevenPng(ink: number, paper: number): PictureFile {
  const png = new PNG({ width: 90, height: 120 });
  for (let y = 0; y < 120; y++) {
    for (let x = 0; x < 90; x++) {
      const bar = y > 20 && y < 32 && x > 20 && x < 70;
      const leg = y >= 32 && y < 100 && Math.abs(x - (66 - (y - 26) * 0.4)) < 6;
      const level = bar || leg ? ink : paper;
      png.data.set([level, level, level, 255], 4 * (y * 90 + x));
    }
  }
  return { name: 'seven.png', mimeType: 'image/png', buffer: PNG.sync.write(png) };
}

const asPng = (name: string, buffer: Buffer): PictureFile => ({ name, mimeType: 'image/png', buffer });

/** A real PNG whose header is changed to claim so many pixels a side. */
function claiming(side: number): Buffer {
  const bytes = Buffer.from(sevenPng(0, 255).buffer);
  bytes.writeUInt32BE(side, 16);
  bytes.writeUInt32BE(side, 20);
  return bytes;
}

/** Files that must be refused, with what the refusal has to say. */
export const badFiles: readonly { file: PictureFile; refusal: RegExp }[] = [
  { file: asPng('empty.png', Buffer.alloc(0)), refusal: /empty: it has 0 bytes/ },
  { file: asPng('text.png', Buffer.from('This is a text.')), refusal: /not an image/ },
  {
    file: {
      name: 'drawing.svg',
      mimeType: 'image/svg+xml',
      buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
    },
    refusal: /SVG/,
  },
  { file: asPng('huge.png', claiming(100_000)), refusal: /100000 x 100000/ },
  {
    file: asPng('torn.png', sevenPng(0, 255).buffer.subarray(0, 60)),
    refusal: /damaged, or a part of it is missing/,
  },
  { file: sevenPng(200, 200), refusal: /no digit to be seen/ },
];
