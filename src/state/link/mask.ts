import { addStroke, type Stroke } from '../../data/ink';
import { PIXELS, SIDE } from '../../data/pack';
import { fromBase64url, toBase64url } from './base64url';

// A mask says which of 28 x 28 pixels are missing: a preset's name, or `m.` and 784 bits as base64url, pixel 0 in the highest bit.

/** Rows of the stripe, and rows and columns of the box: [from, to). */
const STRIPE = [10, 18] as const;
const BOX = [8, 20] as const;

const within = (at: number, [from, to]: readonly [number, number]): boolean => at >= from && at < to;

/** Where pixels are missing, by the name of the preset. */
const PRESETS = {
  lower: (_: number, row: number) => row >= SIDE / 2,
  upper: (_: number, row: number) => row < SIDE / 2,
  left: (column: number) => column < SIDE / 2,
  right: (column: number) => column >= SIDE / 2,
  stripe: (_: number, row: number) => within(row, STRIPE),
  box: (column: number, row: number) => within(column, BOX) && within(row, BOX),
  holes: (column: number, row: number) => column % 4 > 1 || row % 4 > 1,
  none: () => false,
  all: () => true,
} as const;

export type MaskPreset = keyof typeof PRESETS;
export const MASK_PRESETS = Object.keys(PRESETS) as MaskPreset[];

const isPreset = (text: string): text is MaskPreset => Object.hasOwn(PRESETS, text);

/** 784 bytes, 1 where a pixel is missing; null if the text is not a mask. */
export function parseMask(text: string): Uint8Array | null {
  if (isPreset(text)) {
    const isMissing = PRESETS[text];
    return Uint8Array.from({ length: PIXELS }, (_, i) => Number(isMissing(i % SIDE, Math.floor(i / SIDE))));
  }
  const bytes = /^m\.[\w-]{131}$/.test(text) ? fromBase64url(text.slice(2)) : null;
  return bytes && Uint8Array.from({ length: PIXELS }, (_, i) => (bytes[i >> 3] >> (7 - (i & 7))) & 1);
}

export const isMask = (text: string): boolean => parseMask(text) !== null;

/** A mask as text: the preset's name where it is one. */
export function formatMask(missing: Uint8Array): string {
  const preset = MASK_PRESETS.find((name) => parseMask(name)?.every((value, i) => value === missing[i]));
  if (preset) return preset;
  const bytes = new Uint8Array(PIXELS / 8);
  missing.forEach((value, i) => (bytes[i >> 3] |= value << (7 - (i & 7))));
  return `m.${toBase64url(bytes)}`;
}

/** Swaps missing and known pixels. */
export function invertMask(text: string): string {
  return formatMask((parseMask(text) ?? new Uint8Array(PIXELS)).map((value) => 1 - value));
}

/** A mask after a stroke of the brush, which takes pixels away, or gives them back if it erases. */
export function paintMask(missing: Uint8Array, stroke: Stroke): Uint8Array {
  const ink = Float32Array.from(missing, (value) => 2 * value - 1);
  addStroke(ink, stroke);
  return Uint8Array.from(ink, (value) => Number(value > 0));
}

/**
 * A mask for pictures of `size` x `size` pixels, where `size` is 28 or 14: 1 where a pixel is known. A pixel that is the mean of four is
 * known only if all four are.
 */
export function knownFor(missing: Uint8Array, size: number): Uint8Array {
  const scale = SIDE / size;
  return Uint8Array.from({ length: size * size }, (_, i) => {
    const [column, row] = [(i % size) * scale, Math.floor(i / size) * scale];
    for (let y = row; y < row + scale; y++)
      for (let x = column; x < column + scale; x++) if (missing[y * SIDE + x] === 1) return 0;
    return 1;
  });
}
