/** Cuts points into lines: a point that is not finite ends one. */
function* lines<T>(points: readonly T[], ys: readonly ((point: T) => number)[]): Generator<T[]> {
  let line: T[] = [];
  for (const point of points) {
    if (ys.every((y) => Number.isFinite(y(point)))) line.push(point);
    else if (line.length > 0) {
      yield line;
      line = [];
    }
  }
  if (line.length > 0) yield line;
}

const at = (x: number, y: number): string => `${x.toFixed(1)} ${y.toFixed(1)}`;

/** An SVG path through points, interrupted where y is not finite. A point alone becomes a short stroke. */
export function linePath<T>(points: readonly T[], x: (point: T) => number, y: (point: T) => number): string {
  let path = '';
  for (const line of lines(points, [y])) {
    path += `M${line.map((point) => at(x(point), y(point))).join('L')}`;
    if (line.length === 1) path += 'h1';
  }
  return path;
}

/** A closed SVG path between two lines, interrupted where one of them is not finite. */
export function bandPath<T>(
  points: readonly T[],
  x: (point: T) => number,
  low: (point: T) => number,
  high: (point: T) => number,
): string {
  let path = '';
  for (const line of lines(points, [low, high])) {
    const there = line.map((point) => at(x(point), high(point)));
    const back = line.map((point) => at(x(point), low(point))).reverse();
    path += `M${[...there, ...back].join('L')}Z`;
  }
  return path;
}
