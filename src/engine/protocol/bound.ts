import type { BoundTerm } from '../../diffusion/boundEstimate';
import type { ScheduleName } from '../../diffusion/schedule';
import type { BackendName } from './capability';
import type { ProgressEvent } from './progress';

/** Terms of the variational bound of some digits. The same request gives the same terms on the same backend. */
export interface BoundRequest {
  /** As in SampleRequest. */
  readonly network: string;
  /** Integer, 0 .. 2^53 - 1. */
  readonly seed: number;
  /** [N, size, size] flat: pixels that are bytes, as fromBytes makes them. */
  readonly pictures: Float32Array;
  /** One a picture: its class 0..9, or 10 for no class. */
  readonly labels: readonly number[];
  readonly schedule: { readonly name: ScheduleName; readonly T: number };
  /** Pictures in a group, a divisor of N: they are evaluated at once. */
  readonly perGroup: number;
  /** Number of the first group; those beyond N / perGroup begin with the first pictures again, with other noise. */
  readonly firstGroup: number;
  /** One a group: the t of its terms, each 1 .. T. */
  readonly times: readonly Int32Array[];
}

export type BoundEvent =
  | { readonly kind: 'terms'; readonly terms: readonly BoundTerm[] }
  /** Its steps are terms. */
  | ProgressEvent;

export interface BoundResult {
  readonly seconds: number;
  readonly backend: BackendName;
}
