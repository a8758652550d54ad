import type { Capability } from '../../../model/backend';
import type { Denoiser } from '../../../model/denoiser';

/** A network and the backend on which it is loaded: what a job needs to evaluate it. */
export interface LoadedNetwork {
  readonly denoiser: Denoiser;
  readonly capability: Pick<Capability, 'backend' | 'software'>;
}
