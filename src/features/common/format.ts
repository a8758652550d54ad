/** A weight: three decimals, or two figures where it is small; never wider than six characters. */
export function formatWeight(value: number): string {
  const size = Math.abs(value);
  return size === 0 || size === 1
    ? String(value)
    : size < 0.000995
      ? withMinusSign(value.toExponential(1))
      : size < 0.00995
        ? value.toPrecision(2)
        : size < 0.0995
          ? value.toFixed(4)
          : value.toFixed(3);
}

/** beta: three significant figures. */
export const formatFigures = (value: number): string =>
  value === 0 ? '0' : value < 1e-4 ? value.toExponential(1) : String(Number(value.toPrecision(3)));

/** Decibels with a true minus sign. */
export const formatDecibels = (value: number): string =>
  Number.isFinite(value) ? `${withMinusSign(value.toFixed(1))} dB` : value > 0 ? '∞' : '−∞';

export const withMinusSign = (text: string): string => text.replace('-', '−');

export const formatDuration = (value: number): string =>
  value < 10
    ? `${value.toFixed(1)} s`
    : value < 90
      ? `${Math.round(value)} s`
      : value < 5400
        ? `${Math.round(value / 60)} min`
        : `${(value / 3600).toFixed(1)} h`;

export const formatMegabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
