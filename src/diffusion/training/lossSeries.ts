import { grown, Pyramid } from './lossSeriesPyramid';

/** Number of ranges of t, of equal width, least noise first, for which losses are recorded separately. */
export const BANDS = 10;
/** About how many updates the smoothed line averages: each new update multiplies the weights of older ones by 1 - 1/20. */
const SMOOTHING = 20;
/** Number of updates over which a band's loss is averaged. */
const BAND_WINDOW = 50;

/** Columns of a table of losses. */
export const LOSS_COLUMNS = [
  'update',
  'epsilon_loss',
  'trained_loss',
  'learning_rate',
  'held_out_loss',
] as const;

/** What is drawn for the updates from `first` to `last`. Losses are NaN if none was measured. */
export interface LossPoint {
  readonly first: number;
  readonly last: number;
  /** The mean of first and last, the position of the point. */
  readonly update: number;
  /** Minimum and maximum of the epsilon loss of single updates, so that a spike never vanishes. */
  readonly min: number;
  readonly max: number;
  /** Mean of the smoothed epsilon loss. */
  readonly smooth: number;
  /** Mean of the smoothed loss that is minimised. */
  readonly trained: number;
  /** The learning rate at `last`. */
  readonly learningRate: number;
}

/** The numbers of one update; NaN if missing. */
export interface LossReading {
  readonly epsilon: number;
  readonly smooth: number;
  readonly trained: number;
  readonly learningRate: number;
}

/** A loss on held-out digits, measured after `update` updates. */
export interface HeldOutLoss {
  readonly update: number;
  readonly loss: number;
}

/** The losses of a training in a form that can be stored by structured clone. */
export interface LossSnapshot {
  readonly epsilon: Float32Array;
  readonly trained: Float32Array;
  readonly learningRate: Float32Array;
  /** [n, 10] flat. */
  readonly bands: Float32Array;
  readonly heldOut: readonly HeldOutLoss[];
}

/** What the charts read. Updates are counted from 1; a held-out loss may stand at 0, before the first update. */
export interface LossReader {
  /** The last update. */
  readonly length: number;
  readonly heldOut: readonly HeldOutLoss[];
  at(update: number): LossReading;
  decimate(from: number, to: number, most?: number): LossPoint[];
  heldOutUpTo(update: number): HeldOutLoss | undefined;
  bandLosses(update?: number, window?: number): Float64Array;
}

/** A column and its bias-corrected exponential moving average. */
class Losses {
  readonly raw = new Pyramid();
  readonly smooth = new Pyramid();
  /** Number of finite values up to each index: the weights of the average add up to 1 - (1 - 1/SMOOTHING)^count. */
  private count = new Uint32Array();

  push(value: number): void {
    const index = this.raw.length;
    this.count = grown(this.count, index + 1);
    const before = index === 0 ? 0 : this.count[index - 1];
    const last = this.smooth.at(index - 1);
    this.raw.push(value);
    if (Number.isFinite(value)) {
      this.count[index] = before + 1;
      const share = 1 / SMOOTHING / (1 - (1 - 1 / SMOOTHING) ** (before + 1));
      this.smooth.push(before === 0 ? value : last + share * (value - last));
    } else {
      this.count[index] = before;
      this.smooth.push(last);
    }
  }

  truncate(length: number): void {
    this.raw.truncate(length);
    this.smooth.truncate(length);
  }
}

/** The losses of a training, one of each kind for each update, stored so that any part of them is drawn equally fast. */
export class LossSeries implements LossReader {
  private readonly epsilon = new Losses();
  private readonly trained = new Losses();
  private readonly rate = new Pyramid();
  private bands = new Float32Array();
  private measured: readonly HeldOutLoss[] = [];

  /** A series from a `snapshot`. Throws RangeError if columns differ in length. */
  static from({ epsilon, trained, learningRate, bands, heldOut }: LossSnapshot): LossSeries {
    const series = new LossSeries();
    if (epsilon.length > 0) series.append(1, epsilon, trained, learningRate, bands);
    for (const { update, loss } of heldOut) series.addHeldOut(update, loss);
    return series;
  }

  get length(): number {
    return this.rate.length;
  }

  /** In the order of updates; a new array after each change. */
  get heldOut(): readonly HeldOutLoss[] {
    return this.measured;
  }

  /**
   * Appends n updates, numbered from `first`. If these or later updates exist already (the training went back), they are removed
   * first; skipped updates count as not measured.
   * @param epsilon n means of |epsilon - epsilonHat|^2
   * @param trained n values of the loss that is minimised
   * @param bands [n, 10] epsilon losses by noise level, NaN if a batch had no picture of that level
   * @throws RangeError if `first` is not an update or columns differ in length
   */
  append(
    first: number,
    epsilon: ArrayLike<number>,
    trained: ArrayLike<number>,
    learningRate: ArrayLike<number>,
    bands: ArrayLike<number>,
  ): void {
    if (!Number.isSafeInteger(first) || first < 1)
      throw new RangeError(`Updates count from 1, not ${first}.`);
    const n = epsilon.length;
    if (trained.length !== n || learningRate.length !== n || bands.length !== n * BANDS)
      throw new RangeError(`${n} updates need ${n} numbers of each kind, and ${n * BANDS} of the bands.`);
    if (first <= this.length) this.truncate(first - 1);
    this.bands = grown(this.bands, (first - 1 + n) * BANDS);
    this.bands.fill(NaN, this.length * BANDS, (first - 1) * BANDS);
    this.bands.set(bands, (first - 1) * BANDS);
    while (this.length < first - 1) this.push(NaN, NaN, NaN);
    for (let i = 0; i < n; i++) this.push(epsilon[i], trained[i], learningRate[i]);
  }

  private push(epsilon: number, trained: number, learningRate: number): void {
    this.epsilon.push(epsilon);
    this.trained.push(trained);
    this.rate.push(learningRate);
  }

  /** Records the loss on held-out digits after `update` updates, replacing an earlier one. */
  addHeldOut(update: number, loss: number): void {
    const index = this.measured.findLastIndex((entry) => entry.update < update) + 1;
    const replaced = this.measured[index]?.update === update ? 1 : 0;
    this.measured = this.measured.toSpliced(index, replaced, { update, loss });
  }

  /** Removes everything after `update`. */
  truncate(update: number): void {
    for (const column of [this.epsilon, this.trained, this.rate]) column.truncate(update);
    if ((this.measured.at(-1)?.update ?? 0) > update)
      this.measured = this.measured.filter((entry) => entry.update <= update);
  }

  at(update: number): LossReading {
    return {
      epsilon: this.epsilon.raw.at(update - 1),
      smooth: this.epsilon.smooth.at(update - 1),
      trained: this.trained.raw.at(update - 1),
      learningRate: this.rate.at(update - 1),
    };
  }

  /** The latest loss on held-out digits at or before `update`. */
  heldOutUpTo(update: number): HeldOutLoss | undefined {
    return this.measured.findLast((entry) => entry.update <= update);
  }

  /**
   * The updates from `from` to `to` inclusive, in at most `most` points with equally many updates each. Points start at multiples of
   * their width, so they do not move while the series grows.
   */
  decimate(from: number, to: number, most = 240): LossPoint[] {
    const low = Math.max(1, Math.floor(from));
    const high = Math.floor(to);
    const end = Math.min(high, this.length);
    if (end < low) return [];
    let width = Math.ceil((high - low + 1) / most);
    while (Math.floor((high - 1) / width) - Math.floor((low - 1) / width) + 1 > most) width++;
    const points: LossPoint[] = [];
    for (let start = Math.floor((low - 1) / width) * width; start < end; start += width) {
      const first = Math.max(low, start + 1);
      const last = Math.min(end, start + width);
      const raw = this.epsilon.raw.summary(first - 1, last);
      points.push({
        first,
        last,
        update: (first + last) / 2,
        min: raw.min,
        max: raw.max,
        smooth: this.epsilon.smooth.summary(first - 1, last).mean,
        trained: this.trained.smooth.summary(first - 1, last).mean,
        learningRate: this.rate.at(last - 1),
      });
    }
    return points;
  }

  /** Ten losses by noise level, least noise first: means over the last `window` updates up to `update`, ignoring NaN. */
  bandLosses(update = this.length, window = BAND_WINDOW): Float64Array {
    const sum = new Float64Array(BANDS);
    const count = new Float64Array(BANDS);
    const end = Math.min(update, this.length) * BANDS;
    for (let i = Math.max(0, end - window * BANDS); i < end; i++) {
      if (!Number.isFinite(this.bands[i])) continue;
      sum[i % BANDS] += this.bands[i];
      count[i % BANDS]++;
    }
    return sum.map((total, band) => total / count[band]);
  }

  /** The losses as a table: `LOSS_COLUMNS`, then a row for each update that has a number. Six digits; '' if there is none. */
  toRows(): (string | number)[][] {
    const heldOutLosses = new Map(this.measured.map(({ update, loss }) => [update, loss.toPrecision(6)]));
    const rows: (string | number)[][] = [[...LOSS_COLUMNS]];
    const last = Math.max(this.length, this.measured.at(-1)?.update ?? 0);
    for (let update = 0; update <= last; update++) {
      const { epsilon, trained, learningRate } = this.at(update);
      const cells = [epsilon, trained, learningRate].map((n) => (Number.isNaN(n) ? '' : n.toPrecision(6)));
      if (cells.some(Boolean) || heldOutLosses.has(update))
        rows.push([update, ...cells, heldOutLosses.get(update) ?? '']);
    }
    return rows;
  }

  /** Copies of all columns up to an update. */
  snapshot(update = Infinity): LossSnapshot {
    return {
      epsilon: this.epsilon.raw.copy(update),
      trained: this.trained.raw.copy(update),
      learningRate: this.rate.copy(update),
      bands: this.bands.slice(0, Math.min(update, this.length) * BANDS),
      heldOut: this.measured.filter((entry) => entry.update <= update),
    };
  }
}
