import type { Engine } from '../engine/client/engine';
import { toEngineError } from '../engine/protocol/errors';
import type { SampleEvent, SampleRequest, SampleResult } from '../engine/protocol/jobs';
import { engine, reportFailure } from './capability';
import { provide } from './network';
import { isMeasuring, measured } from './perf';
import type { UsedNetwork } from './trained';
import type { Run } from './trajectoryCache';

interface Asking {
  signal: AbortSignal;
  /** The engine has its network, and begins. */
  onStart?: () => void;
  onEvent?: (event: SampleEvent) => void;
}

/**
 * Uses the engine, which is started where it is not there, and tells if its device was lost.
 * Rejects with what the job rejects with, or an EngineError.
 */
export async function onEngine<Result>(
  signal: AbortSignal,
  job: (ready: Engine) => Promise<Result>,
): Promise<Result> {
  let ready: Engine | undefined;
  try {
    ready = await engine();
    return await job(ready);
  } catch (caught) {
    if (!signal.aborted) reportFailure(toEngineError(caught), ready);
    throw caught;
  }
}

/** Asks a network for samples, once the engine has it. Rejects with an EngineError, or the signal's reason. */
export function ask(
  used: UsedNetwork,
  request: SampleRequest,
  { signal, onStart, onEvent }: Asking,
): Promise<SampleResult> {
  return onEngine(signal, async (ready) => {
    await provide(ready, used);
    signal.throwIfAborted();
    onStart?.();
    const asked = isMeasuring() ? ({ ...request, measure: true } as const) : request;
    const result = await ready.run('sample', asked, { signal, ...(onEvent && { onEvent }) });
    measured(result);
    return result;
  });
}

/**
 * Asks for what a run from x_T lacks: all of it, or the rest after the newest state that is here. Its events tell of the whole run.
 * Rejects as `ask` does.
 * @returns seconds; NaN where only a part was computed
 */
export async function complete(
  used: UsedNetwork,
  request: SampleRequest,
  run: Run,
  { onEvent, ...asking }: Asking & Required<Pick<Asking, 'onEvent'>>,
): Promise<number> {
  const { steps, every = 1 } = request;
  const first = Math.max(0, run.filled - 1);
  const done = first * every;
  // An engine counts moves, of which a step may take several.
  const before = (rest: { readonly steps: number }): number => (rest.steps * done) / (steps - done);
  const { seconds } = await ask(used, first === 0 ? request : restOf(request, run, first, done), {
    ...asking,
    onEvent: (event) =>
      onEvent(
        event.kind === 'frames'
          ? { ...event, index: first + event.index }
          : { ...event, step: before(event) + event.step, steps: before(event) + event.steps },
      ),
  });
  return first === 0 ? seconds : NaN;
}

/** The rest of a request, after so many of its steps. */
function restOf(request: SampleRequest, run: Run, first: number, done: number): SampleRequest {
  const pictures = run.xt.slice(first * run.count * run.size, (first + 1) * run.count * run.size);
  return { ...request, start: { t: run.times[first], pictures, done } };
}
