/** A phone, and a window too narrow for two columns. */
export const PHONE = matchMedia('(max-width: 719px)');
export const STACKED = matchMedia('(max-width: 1099px)');
