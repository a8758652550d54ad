/**
 * A 28 x 28 picture of bytes as link text: runs of zeros are two bytes (0, length), everything else stands as it is;
 * then base64url. A drawn digit is about 300 characters.
 */
const PIXELS = 784;

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
  const binary = String.fromCharCode(...packed);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** The 784 bytes of a link's picture, or null where the text is not one. */
export function decodePicture(text: string): Uint8Array | null {
  let binary: string;
  try {
    binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  } catch {
    return null;
  }
  const bytes = new Uint8Array(PIXELS);
  let at = 0;
  for (let i = 0; i < binary.length; i++) {
    const value = binary.charCodeAt(i);
    if (value === 0) at += binary.charCodeAt(++i);
    else if (at < PIXELS) bytes[at++] = value;
    else return null;
  }
  return at === PIXELS ? bytes : null;
}
