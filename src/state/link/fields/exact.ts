import { flag, oneOfNumbers } from '../fieldKinds';
import type { FieldsOf } from '../fieldKinds';

/** How many of MNIST's training digits the exact denoiser may know, and how many its losses are measured on. */
export const EXACT_SIZES = [10_000, 60_000] as const;
export const EXACT_COUNTS = [16, 64, 128, 256] as const;

/** What a link restores of the exact denoiser. */
export interface ExactFields {
  /** Training digits that it knows. */
  exactDigits: (typeof EXACT_SIZES)[number];
  /** Digits that the losses by t are measured on. */
  exactCount: (typeof EXACT_COUNTS)[number];
  /** Whether it and the network are told the classes of those. */
  exactTold: boolean;
}

export const EXACT_FIELDS: FieldsOf<ExactFields> = {
  exactDigits: oneOfNumbers('known', 10_000, EXACT_SIZES),
  exactCount: oneOfNumbers('measured', 64, EXACT_COUNTS),
  exactTold: flag('labelled'),
};
