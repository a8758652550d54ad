import type { BoundTerm } from '../../diffusion/boundEstimate';
import type { BackendName } from './capability';
import type { ProgressEvent } from './progress';
import type { NamedSchedule } from './schedule';

/** Asks for terms of the variational bound of some digits. The same request gives the same terms on the same backend. */
export interface BoundRequest {
  /** As in SampleRequest. */
  readonly network: string;
  /** Integer, 0 .. 2^53 - 1. */
  readonly seed: number;
  /** [N, size, size] flat, of pixels that fromBytes made from bytes. */
  readonly pictures: Float32Array;
  /** The class of each picture, 0..9, or 10 for no class. */
  readonly labels: readonly number[];
  readonly schedule: NamedSchedule;
  /** Pictures that are evaluated together and share their t; a divisor of N. */
  readonly perGroup: number;
  /** Number of the first group. After N / perGroup groups the pictures begin again, with other noise. */
  readonly firstGroup: number;
  /** The t of the terms of each group, each 1 .. T. */
  readonly times: readonly Int32Array[];
}

export type BoundEvent =
  | { readonly kind: 'terms'; readonly terms: readonly BoundTerm[] }
  /** A step is a term. */
  | ProgressEvent;

export interface BoundResult {
  readonly seconds: number;
  readonly backend: BackendName;
}
