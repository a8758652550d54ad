import { exponential, figures, fixed, precise, share, signed } from '../../diffusion/numbers/formatNumber';

/** A weight: three decimals, or two figures where it is small; 1 only where it is exactly that. Seven characters at most. */
export function formatWeight(value: number): string {
  const size = Math.abs(value);
  if (size === 0 || size === 1) return fixed(value, 0);
  if (size < 0.00995) return size < 0.000995 ? exponential(value, 1) : precise(value, 2);
  if (size < 0.0995) return fixed(value, 4);
  return size < 1 + 1e-12 ? (value < 0 ? '−' : '') + share(size, 3) : fixed(value, 3);
}

/** beta: three significant figures. */
export const formatFigures = (value: number): string =>
  value === 0 ? '0' : value < 1e-4 ? exponential(value, 1) : figures(value, 3);

/** Decibels with a true minus sign. */
export const formatDecibels = (value: number): string =>
  Number.isFinite(value) ? `${fixed(value, 1)} dB` : value > 0 ? '∞' : '−∞';

/** A difference: its sign and three decimals. */
export const formatSigned = (value: number): string => signed(value, 3);

export const formatDuration = (value: number): string =>
  value < 10
    ? `${fixed(value, 1)} s`
    : value < 90
      ? `${Math.round(value)} s`
      : value < 5400
        ? `${Math.round(value / 60)} min`
        : `${fixed(value / 3600, 1)} h`;

export const formatMegabytes = (bytes: number): string => `${fixed(bytes / 1e6, 1)} MB`;
