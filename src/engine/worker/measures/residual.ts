/** The residual of one picture under one label, averaged over the draws in float64. */
export class Residual {
  private draws = 0;
  /** Mean square over draws and pixels. */
  mean = 0;
  /** Means over the draws, pixel by pixel. */
  readonly signed: Float64Array;
  readonly squared: Float64Array;

  constructor(
    readonly picture: number,
    readonly x0: Float32Array,
    readonly label: number,
  ) {
    this.signed = new Float64Array(x0.length);
    this.squared = new Float64Array(x0.length);
  }

  /** Adds the residual a - b of one draw. */
  add(a: Float32Array, b: Float32Array): void {
    this.draws++;
    let sum = 0;
    for (let i = 0; i < a.length; i++) {
      const difference = a[i] - b[i];
      this.signed[i] += (difference - this.signed[i]) / this.draws;
      this.squared[i] += (difference * difference - this.squared[i]) / this.draws;
      sum += difference * difference;
    }
    this.mean += (sum / a.length - this.mean) / this.draws;
  }
}
