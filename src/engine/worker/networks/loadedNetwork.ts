import type { Capability } from '../../../model/backend';
import type { Compiled } from '../../../model/compiled/compile';
import type { Denoiser } from '../../../model/denoiser';
import { orAbort } from '../loop/eventLoop';

/** A network and the backend on which it is loaded: what a job needs to evaluate it. */
export interface LoadedNetwork {
  readonly denoiser: Denoiser;
  readonly capability: Pick<Capability, 'backend' | 'software'>;
}

/** The network compiled for the GPU, or undefined if it is evaluated by tfjs's operations. @throws the signal's reason */
export function compiledNetwork(denoiser: Denoiser, signal: AbortSignal): Promise<Compiled | undefined> {
  return orAbort(denoiser.compiled?.() ?? Promise.resolve(undefined), signal);
}
