import { averaged } from './averaged';
import { PIXELS, SIDE, type Pack } from './pack';

/** Label of digits of every class. */
export const EVERY_CLASS = 10;

/** Label of digits of every class but c, 0..9: a network that learns from them has never seen a c. */
export const allBut = (c: number): number => EVERY_CLASS + 1 + c;

/** Whether digits of class `own` are among those of such a label. */
function isAmong(own: number, label: number): boolean {
  return label < EVERY_CLASS ? own === label : allBut(own) !== label;
}

/** Digits to learn from, or to measure on. */
export interface DigitSet {
  /** [N, size, size] flat bytes: 0 is paper, 255 ink. */
  readonly pixels: Uint8Array<ArrayBuffer>;
  /** N classes, 0..9. */
  readonly labels: Uint8Array<ArrayBuffer>;
}

/**
 * The first digits of some packs, those of one class alone, or without one, where that is wanted.
 * @param packs in the split's order, from its first digit on
 * @param first how many digits are looked at
 * @param label 0..9, 10 for every class, or allBut(c)
 * @param size height and width that the digits are to have: 28, or 14 (each pixel the mean of 2 x 2)
 * @param most how many are taken of those
 */
export function digitSet(
  packs: readonly Pack[],
  { first, label, size, most = Infinity }: { first: number; label: number; size: number; most?: number },
): DigitSet {
  const chosen = packs
    .flatMap((pack) => [...pack.labels].map((own, i) => ({ pack, i, own })))
    .slice(0, first)
    .filter(({ own }) => isAmong(own, label))
    .slice(0, most);
  const whole = new Uint8Array(chosen.length * PIXELS);
  chosen.forEach(({ pack, i }, k) =>
    whole.set(pack.pixels.subarray(i * PIXELS, (i + 1) * PIXELS), k * PIXELS),
  );
  return {
    pixels: size === SIDE ? whole : averaged(whole),
    labels: Uint8Array.from(chosen, ({ own }) => own),
  };
}
