/** Numbers and units of a duration, two of them at most: 48 s, 1 min 20 s, 2 h 5 min. */
export function durationParts(seconds: number): (readonly [value: number, unit: string])[] {
  const whole = Math.max(0, Math.round(seconds));
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const first = h > 0 ? 0 : m > 0 ? 1 : 2;
  return (
    [
      [h, 'h'],
      [m, 'min'],
      [s, 's'],
    ] as const
  ).slice(first, first + 2);
}

/** A duration in words. */
export const duration = (seconds: number): string =>
  durationParts(seconds)
    .filter(([value], i) => i === 0 || value > 0)
    .map(([value, unit]) => `${value} ${unit}`)
    .join(' ');

/** A duration that nobody knows to the second, in words: 40 s, 3 min, 1 h 20 min. */
export function roughly(seconds: number): string {
  if (seconds < 60) return duration(Math.max(5, Math.round(seconds / 5) * 5));
  if (seconds < 3600) return duration(Math.round(seconds / 60) * 60);
  return duration(Math.round(seconds / 600) * 600);
}
