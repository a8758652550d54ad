import { PlaneField } from './field';
import type { PlaneMixture } from './mixture';

/**
 * Flow matching (Lipman et al. 2023; Liu et al. 2023): x_s = (1 - s) x_0 + s epsilon goes straight from a point to its own noise with
 * the velocity epsilon - x_0. A network learns the mean of this over all that pass a place, the marginal velocity.
 */
export class MarginalFlow {
  private readonly field: PlaneField;
  /** The marginal velocity E[epsilon - x_0 | x_s] at the place of the last `look`. */
  x = 0;
  y = 0;

  /** @param s above 0 (data) and up to 1 (noise) */
  constructor(
    mixture: PlaneMixture,
    private readonly s: number,
  ) {
    // At s = 1 a share of data that no number shows, as a field needs some.
    this.field = new PlaneField(mixture, Math.max((1 - s) ** 2, Number.MIN_VALUE), s * s);
  }

  look(x: number, y: number): this {
    const { field, s } = this;
    const { meanX, meanY } = field.look(x, y);
    // epsilon - x_0 = (x_s - x_0) / s.
    this.x = (x - meanX) / s;
    this.y = (y - meanY) / s;
    return this;
  }
}
