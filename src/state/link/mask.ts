import { addStroke } from '../../data/ink';
import type { Stroke } from '../../data/ink';

/**
 * Which of 28 x 28 pixels are missing from a picture: a preset, or 784 bits as link text, base64url after `m.`, pixel 0 in the
 * highest bit.
 */
const SIDE = 28;
const PIXELS = SIDE * SIDE;

/** Pixels of a stripe and of a box, [from, to). */
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

/** 784 bytes, 1 where a pixel is missing; null where the text is no mask. */
export function missingOf(text: string): Uint8Array | null {
  if (isPreset(text)) {
    const missing = PRESETS[text];
    return Uint8Array.from({ length: PIXELS }, (_, i) => Number(missing(i % SIDE, Math.floor(i / SIDE))));
  }
  if (!/^m\.[\w-]{131}$/.test(text)) return null;
  const bits = atob(text.slice(2).replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from({ length: PIXELS }, (_, i) => (bits.charCodeAt(i >> 3) >> (7 - (i & 7))) & 1);
}

export const isMask = (text: string): boolean => missingOf(text) !== null;

/** A mask as text: the preset's name where it is one. */
export function maskOf(missing: Uint8Array): string {
  const preset = MASK_PRESETS.find((name) => missingOf(name)?.every((value, i) => value === missing[i]));
  if (preset) return preset;
  const bytes = new Uint8Array(PIXELS / 8);
  missing.forEach((value, i) => (bytes[i >> 3] |= value << (7 - (i & 7))));
  const text = btoa(String.fromCharCode(...bytes));
  return `m.${text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')}`;
}

/** What was known is missing, and what was missing known. */
export function inverted(text: string): string {
  return maskOf((missingOf(text) ?? new Uint8Array(PIXELS)).map((value) => 1 - value));
}

/** A mask after a stroke over it, which takes pixels away, or gives them back where it erases. */
export function painted(missing: Uint8Array, stroke: Stroke): Uint8Array {
  const ink = Float32Array.from(missing, (value) => 2 * value - 1);
  addStroke(ink, stroke);
  return Uint8Array.from(ink, (value) => Number(value > 0));
}

/** A mask for pictures of 28 x 28 or 14 x 14 pixels, 1 where a pixel is known: of several, where all of them are. */
export function knownFor(missing: Uint8Array, size: number): Uint8Array {
  const by = SIDE / size;
  return Uint8Array.from({ length: size * size }, (_, i) => {
    const [column, row] = [(i % size) * by, Math.floor(i / size) * by];
    for (let y = row; y < row + by; y++)
      for (let x = column; x < column + by; x++) if (missing[y * SIDE + x] === 1) return 0;
    return 1;
  });
}
