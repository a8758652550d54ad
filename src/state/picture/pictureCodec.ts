import { PIXELS } from '../../data/pack';
import { fromBase64url, toBase64url } from '../link/base64url';

// A 28 x 28 picture of bytes as link text: a run of zeros becomes two bytes (0, length), all other bytes stay; the result is written as
// base64url. A drawn digit takes about 300 characters.

/** 784 grey bytes as the text after `px.` in a link. */
export function encodePicture(bytes: Uint8Array): string {
  const packed: number[] = [];
  for (let i = 0; i < bytes.length;) {
    const value = bytes[i];
    let run = 1;
    if (value === 0) {
      while (run < 255 && bytes[i + run] === 0) run++;
      packed.push(0, run);
    } else packed.push(value);
    i += run;
  }
  return toBase64url(Uint8Array.from(packed));
}

/** The 784 bytes of a link's picture, or null if the text is not one. */
export function decodePicture(text: string): Uint8Array | null {
  const packed = fromBase64url(text);
  if (!packed) return null;
  const bytes = new Uint8Array(PIXELS);
  let at = 0;
  for (let i = 0; i < packed.length; i++) {
    const value = packed[i];
    if (value === 0) at += packed[++i];
    else if (at < PIXELS) bytes[at++] = value;
    else return null;
  }
  return at === PIXELS ? bytes : null;
}
