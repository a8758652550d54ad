/** Runs of points that stand somewhere: a point that is not finite ends a line. */
function* runs<T>(points: readonly T[], ys: readonly ((point: T) => number)[]): Generator<T[]> {
  let run: T[] = [];
  for (const point of points) {
    if (ys.every((y) => Number.isFinite(y(point)))) run.push(point);
    else if (run.length > 0) {
      yield run;
      run = [];
    }
  }
  if (run.length > 0) yield run;
}

const at = (x: number, y: number): string => `${x.toFixed(1)} ${y.toFixed(1)}`;

/** An SVG path through points, interrupted where y is not finite. A point alone becomes a short stroke. */
export function linePath<T>(points: readonly T[], x: (point: T) => number, y: (point: T) => number): string {
  let path = '';
  for (const run of runs(points, [y])) {
    path += `M${run.map((point) => at(x(point), y(point))).join('L')}`;
    if (run.length === 1) path += 'h1';
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
  for (const run of runs(points, [low, high])) {
    const there = run.map((point) => at(x(point), high(point)));
    const back = run.map((point) => at(x(point), low(point))).reverse();
    path += `M${[...there, ...back].join('L')}Z`;
  }
  return path;
}
