import type { Capability } from '../../../model/openBackend';
import type { CompiledNetwork } from '../../../model/compiledNetwork';
import type { Denoiser } from '../../../model/denoiser';
import { orAbort } from '../loop/eventLoop';

/** A network and the backend on which it is loaded: what a job needs to evaluate it. */
export interface LoadedNetwork {
  readonly denoiser: Denoiser;
  readonly capability: Pick<Capability, 'backend' | 'software'>;
}

/** The compiled network, or undefined if it is evaluated by tfjs's operations, which are there then. @throws the signal's reason */
export function compiledNetwork(
  denoiser: Denoiser,
  signal: AbortSignal,
): Promise<CompiledNetwork | undefined> {
  return orAbort(denoiser.compiled?.() ?? Promise.resolve(undefined), signal);
}
