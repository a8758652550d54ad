/** Mean of a sample and the standard error of that mean, updated value by value (Welford 1962). */
export class MeanAndError {
  count = 0;
  mean = 0;
  private squares = 0;

  add(value: number): void {
    this.count++;
    const deviation = value - this.mean;
    this.mean += deviation / this.count;
    this.squares += deviation * (value - this.mean);
  }

  /** sqrt(s^2 / n); NaN for fewer than two values. */
  get error(): number {
    return this.count < 2 ? NaN : Math.sqrt(this.squares / (this.count - 1) / this.count);
  }
}
