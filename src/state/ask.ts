import type { Engine } from '../engine/client/engine';
import { toEngineError } from '../engine/protocol/errors';
import type { SampleEvent, SampleRequest, SampleResult } from '../engine/protocol/jobs';
import { engine, reportFailure } from './capability';
import { provide } from './network';
import type { UsedNetwork } from './trained';

interface Asking {
  signal: AbortSignal;
  /** The engine has its network, and begins. */
  onStart?: () => void;
  onEvent?: (event: SampleEvent) => void;
}

/**
 * Asks a network for samples: starts the engine where it is not there, brings it the network, and tells if the device was lost.
 * Rejects with an EngineError, or the signal's reason.
 */
export async function ask(
  used: UsedNetwork,
  request: SampleRequest,
  { signal, onStart, onEvent }: Asking,
): Promise<SampleResult> {
  let ready: Engine | undefined;
  try {
    ready = await engine();
    await provide(ready, used);
    signal.throwIfAborted();
    onStart?.();
    return await ready.run('sample', request, { signal, ...(onEvent && { onEvent }) });
  } catch (caught) {
    if (!signal.aborted) reportFailure(toEngineError(caught), ready);
    throw caught;
  }
}
