/** A density on a grid of square cells, [n, n] flat, row by row, over [-halfWidth, halfWidth] along either axis. */
export interface DensityGrid {
  readonly n: number;
  readonly halfWidth: number;
  readonly density: Float64Array;
}

/** Cell centres along an axis. */
export const cellCentres = (n: number, halfWidth: number): Float64Array =>
  Float64Array.from({ length: n }, (_, i) => halfWidth * ((2 * i + 1) / n - 1));

/** The integral of a density over its grid. */
export const massOf = ({ n, halfWidth, density }: DensityGrid): number =>
  density.reduce((sum, value) => sum + value, 0) * ((2 * halfWidth) / n) ** 2;

/** The integral of the absolute difference of two densities on equal grids, 0..2. */
export const l1Distance = ({ n, halfWidth, density }: DensityGrid, other: ArrayLike<number>): number =>
  density.reduce((sum, value, i) => sum + Math.abs(value - other[i]), 0) * ((2 * halfWidth) / n) ** 2;

/**
 * The Fokker-Planck equation of the forward process (Song et al. 2021, eq. 11, variance preserving),
 * dp/dtau = div(x p + grad p) / 2, where tau = -log alphaBar. Finite volumes of second order, without flux at the border, so the mass
 * stays; in time Crank and Nicolson, along one axis after the other: both operators commute, so the order stays 2.
 */
export class FokkerPlanck {
  private readonly density: Float64Array;
  /** The operator along an axis, three diagonals. */
  private readonly below: Float64Array;
  private readonly middle: Float64Array;
  private readonly above: Float64Array;
  /** Elimination of I - tau/2 A, and one line of the grid. */
  private readonly pivots: Float64Array;
  private readonly factors: Float64Array;
  private readonly line: Float64Array;
  private factored = NaN;

  /** @param grid its density is copied */
  constructor(private readonly grid: DensityGrid) {
    const { n, halfWidth } = grid;
    this.density = grid.density.slice();
    const width = (2 * halfWidth) / n;
    [this.below, this.middle, this.above, this.pivots, this.factors, this.line] = Array.from(
      { length: 6 },
      () => new Float64Array(n),
    );
    // The flux through the face between i and i + 1 is (x (p_i + p_{i+1}) / 2 + (p_{i+1} - p_i) / width) / 2.
    for (let face = 1; face < n; face++) {
      const x = halfWidth * ((2 * face) / n - 1);
      const left = (x / 2 - 1 / width) / 2 / width;
      const right = (x / 2 + 1 / width) / 2 / width;
      this.middle[face - 1] += left;
      this.above[face - 1] = right;
      this.middle[face] -= right;
      this.below[face] = -left;
    }
  }

  /** The density now; the next step overwrites it. */
  get current(): DensityGrid {
    return { ...this.grid, density: this.density };
  }

  /** Goes on by tau, which is above 0. */
  step(tau: number): void {
    const { n } = this.grid;
    if (tau !== this.factored) this.factor(tau);
    for (let row = 0; row < n; row++) this.solveLine(row * n, 1, tau);
    for (let column = 0; column < n; column++) this.solveLine(column, n, tau);
  }

  private factor(tau: number): void {
    const { below, middle, above, pivots, factors } = this;
    pivots[0] = 1 - (tau / 2) * middle[0];
    for (let i = 1; i < pivots.length; i++) {
      factors[i] = (-(tau / 2) * below[i]) / pivots[i - 1];
      pivots[i] = 1 - (tau / 2) * middle[i] + factors[i] * (tau / 2) * above[i - 1];
    }
    this.factored = tau;
  }

  /** (I - tau/2 A) p' = (I + tau/2 A) p on the cells first, first + stride ... */
  private solveLine(first: number, stride: number, tau: number): void {
    const { density, below, middle, above, pivots, factors, line } = this;
    const h = tau / 2;
    const last = line.length - 1;
    let before = 0;
    let here = density[first];
    for (let i = 0, at = first; i <= last; i++, at += stride) {
      const after = i < last ? density[at + stride] : 0;
      const right = here + h * (below[i] * before + middle[i] * here + above[i] * after);
      line[i] = i === 0 ? right : right - factors[i] * line[i - 1];
      before = here;
      here = after;
    }
    let next = (density[first + last * stride] = line[last] / pivots[last]);
    for (let i = last - 1, at = first + i * stride; i >= 0; i--, at -= stride)
      next = density[at] = (line[i] + h * above[i] * next) / pivots[i];
  }
}
