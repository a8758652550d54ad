import type { Engine } from '../../engine/client/engine';
import type { SampleEvent, SampleRequest, SampleResult } from '../../engine/protocol/jobs';
import { runJob } from '../engine/runJob';
import { provide } from '../network/network';
import { isMeasuring, measured } from '../engine/perf';
import type { UsedNetwork } from '../network/usedNetwork';
import type { Run } from './run';

interface Asking {
  signal: AbortSignal;
  /** The engine has its network, and begins. */
  onStart?: () => void;
  onEvent?: (event: SampleEvent) => void;
}

/** Asks a network for samples, once the engine has it. Rejects with an EngineError, or the signal's reason. */
export function ask(used: UsedNetwork, request: SampleRequest, asking: Asking): Promise<SampleResult> {
  return runJob(asking.signal, (ready) => sampled(ready, used, request, asking));
}

async function sampled(
  ready: Engine,
  used: UsedNetwork,
  request: SampleRequest,
  { signal, onStart, onEvent }: Asking,
): Promise<SampleResult> {
  await provide(ready, used);
  signal.throwIfAborted();
  onStart?.();
  const asked = isMeasuring() ? ({ ...request, measure: true } as const) : request;
  const result = await ready.run('sample', asked, { signal, ...(onEvent && { onEvent }) });
  measured(result);
  return result;
}

/**
 * Asks for what a run lacks: of one from x_T the rest after the newest state that is here, of another all of it. Its events tell of
 * the whole run. Rejects as `ask` does.
 * @returns seconds; NaN where only a part was computed
 */
export function complete(
  used: UsedNetwork,
  request: SampleRequest,
  run: Run,
  { onEvent, ...asking }: Asking & Required<Pick<Asking, 'onEvent'>>,
): Promise<number> {
  const { steps, every = 1 } = request;
  return runJob(asking.signal, async (ready) => {
    if (run.isFull) return NaN;
    const first = fromPictures(request) ? 0 : Math.max(0, run.filled - 1);
    const done = first * every;
    // An engine counts moves, of which a step may take several.
    const before = (rest: { readonly steps: number }): number => (rest.steps * done) / (steps - done);
    const rest = first === 0 ? request : restOf(request, run, first, done);
    const { seconds } = await sampled(ready, used, rest, {
      ...asking,
      onEvent: (event) =>
        onEvent(
          event.kind === 'frames'
            ? { ...event, index: first + event.index }
            : { ...event, step: before(event) + event.step, steps: before(event) + event.steps },
        ),
    });
    return first === 0 ? seconds : NaN;
  });
}

/** Whether a run starts from pictures of its own, in the middle of the way: it cannot be gone on with. */
export const fromPictures = ({ start, schedule }: SampleRequest): boolean =>
  start !== undefined && start.t !== schedule.T;

/** The rest of a request, after so many of its steps. */
function restOf(request: SampleRequest, run: Run, first: number, done: number): SampleRequest {
  const pictures = run.xt.slice(first * run.count * run.size, (first + 1) * run.count * run.size);
  return { ...request, start: { t: run.times[first], pictures, done } };
}
