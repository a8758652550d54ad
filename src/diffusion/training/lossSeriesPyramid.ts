/** The minimum, maximum and mean of some values; NaN if there are none. */
export interface Summary {
  readonly min: number;
  readonly max: number;
  readonly mean: number;
}

type Column = Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer> | Uint32Array<ArrayBuffer>;

/** `column` itself, or a copy of at least twice its length, so that appending costs O(1) on average. */
export function grown<T extends Column>(column: T, length: number): T {
  if (length <= column.length) return column;
  const size = Math.max(64, 2 * column.length, length);
  const copy = new (column.constructor as new (size: number) => T)(size);
  copy.set(column);
  return copy;
}

class Total {
  min = Infinity;
  max = -Infinity;
  sum = 0;
  count = 0;

  add(value: number): void {
    if (!Number.isFinite(value)) return;
    this.min = Math.min(this.min, value);
    this.max = Math.max(this.max, value);
    this.sum += value;
    this.count++;
  }

  summary(): Summary {
    const { min, max, sum, count } = this;
    return count === 0 ? { min: NaN, max: NaN, mean: NaN } : { min, max, mean: sum / count };
  }
}

/** One level of nodes, each the total of the same number of values. */
class Level {
  private min = new Float32Array();
  private max = new Float32Array();
  private sum = new Float64Array();
  private count = new Uint32Array();

  put(node: number, { min, max, sum, count }: Total): void {
    this.min = grown(this.min, node + 1);
    this.max = grown(this.max, node + 1);
    this.sum = grown(this.sum, node + 1);
    this.count = grown(this.count, node + 1);
    this.min[node] = min;
    this.max[node] = max;
    this.sum[node] = sum;
    this.count[node] = count;
  }

  /** Adds a node to `total`. */
  addTo(node: number, total: Total): void {
    total.min = Math.min(total.min, this.min[node]);
    total.max = Math.max(total.max, this.max[node]);
    total.sum += this.sum[node];
    total.count += this.count[node];
  }
}

/** Number of values of a node on the lowest level. */
const LEAF = 8;

/**
 * A growing list of float32 numbers that gives the minimum, maximum and mean of any range in time logarithmic in its length. Values
 * that are not finite are stored but ignored in summaries.
 */
export class Pyramid {
  private values = new Float32Array();
  /** A node of level k has LEAF 2^k values; only full nodes exist. */
  private readonly levels: Level[] = [];
  private size = 0;

  get length(): number {
    return this.size;
  }

  /** The value at an index; NaN if there is none. */
  at(index: number): number {
    return index >= 0 && index < this.size ? this.values[index] : NaN;
  }

  /** Appends one value, in O(1) on average. */
  push(value: number): void {
    this.values = grown(this.values, this.size + 1);
    this.values[this.size++] = value;
    for (let k = 0, span = LEAF; this.size % span === 0; k++, span *= 2) {
      const node = this.size / span - 1;
      const total = new Total();
      if (k === 0) for (let i = this.size - LEAF; i < this.size; i++) total.add(this.values[i]);
      else for (const child of [2 * node, 2 * node + 1]) this.levels[k - 1].addTo(child, total);
      (this.levels[k] ??= new Level()).put(node, total);
    }
  }

  /** Keeps the first `length` values. Nodes with other values are computed again before they are read again. */
  truncate(length: number): void {
    this.size = Math.min(this.size, length);
  }

  /** Summary of the values in [from, to), as far as they exist. */
  summary(from: number, to: number): Summary {
    const total = new Total();
    const end = Math.min(to, this.size);
    for (let index = Math.max(0, from); index < end;) {
      let k = -1;
      let span = LEAF;
      // The largest node that starts here and ends in the range.
      for (; index % span === 0 && index + span <= end; span *= 2) k++;
      if (k < 0) total.add(this.values[index++]);
      else {
        this.levels[k].addTo(index / (LEAF * 2 ** k), total);
        index += LEAF * 2 ** k;
      }
    }
    return total.summary();
  }

  /** A copy of the first values. */
  copy(most: number): Float32Array<ArrayBuffer> {
    return this.values.slice(0, Math.min(most, this.size));
  }
}
