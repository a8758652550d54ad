export const SIZES: readonly (readonly [width: number, height: number])[];
