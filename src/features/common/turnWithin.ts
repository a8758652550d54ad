/**
 * Shows the value after the open one in a list (by = 1), or before it (-1).
 * @returns whether there is one
 */
export function turnWithin<T>(values: readonly T[], open: T, by: 1 | -1, show: (value: T) => void): boolean {
  const next = values.indexOf(open) + by;
  if (!(next in values)) return false;
  show(values[next]);
  return true;
}
