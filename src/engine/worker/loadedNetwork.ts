import type { Capability } from '../../model/backend';
import type { Denoiser } from '../../model/denoiser';

/** What a job needs to compute: the network, and the backend that it stands on. */
export interface LoadedNetwork {
  readonly denoiser: Denoiser;
  readonly capability: Pick<Capability, 'backend' | 'software'>;
}
