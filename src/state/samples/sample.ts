import type { Engine } from '../../engine/client/engine';
import type { SampleEvent, SampleRequest, SampleResult } from '../../engine/protocol/jobs';
import { isMeasuring, recordCost } from '../engine/perf';
import type { Environment } from '../environment';
import { ensureLoaded } from '../network/network';
import type { UsedNetwork } from '../network/usedNetwork';
import type { SampleRun } from './sampleRun';

type RunJob = Environment['runJob'];

interface SampleOptions {
  readonly signal: AbortSignal;
  /** Called when the engine has the network and begins. */
  readonly onStart?: () => void;
  readonly onEvent?: (event: SampleEvent) => void;
}

/** Samples from a network. Rejects with an EngineError, or with the signal's reason. */
export const sample = (
  runJob: RunJob,
  used: UsedNetwork,
  request: SampleRequest,
  options: SampleOptions,
): Promise<SampleResult> => runJob(options.signal, (engine) => sampleOn(engine, used, request, options));

async function sampleOn(
  engine: Engine,
  used: UsedNetwork,
  request: SampleRequest,
  { signal, onStart, onEvent }: SampleOptions,
): Promise<SampleResult> {
  await ensureLoaded(engine, used);
  signal.throwIfAborted();
  onStart?.();
  const measuring = isMeasuring() ? ({ ...request, measure: true } as const) : request;
  const result = await engine.run('sample', measuring, { signal, ...(onEvent && { onEvent }) });
  recordCost(result);
  return result;
}

/**
 * Computes what a run lacks: the rest after its newest state where it came from x_T, else all of it. Events count the steps and
 * states of the whole run. Rejects as `sample` does.
 * @returns seconds; NaN if only a part was computed
 */
export function completeRun(
  runJob: RunJob,
  used: UsedNetwork,
  request: SampleRequest,
  run: SampleRun,
  { onEvent, ...options }: SampleOptions & Required<Pick<SampleOptions, 'onEvent'>>,
): Promise<number> {
  const { steps, every = 1 } = request;
  return runJob(options.signal, async (engine) => {
    if (run.isFull) return NaN;
    const first = startsFromPictures(request) ? 0 : Math.max(0, run.filled - 1);
    const done = first * every;
    // An engine counts moves, of which a step may take several.
    const movesBefore = (rest: { readonly steps: number }): number => (rest.steps * done) / (steps - done);
    const rest = first === 0 ? request : restOf(request, run, first, done);
    const { seconds } = await sampleOn(engine, used, rest, {
      ...options,
      onEvent: (event) =>
        onEvent(
          event.kind === 'frames'
            ? { ...event, index: first + event.index }
            : {
                ...event,
                step: movesBefore(event) + event.step,
                steps: movesBefore(event) + event.steps,
              },
        ),
    });
    return first === 0 ? seconds : NaN;
  });
}

/** Whether a run starts from given pictures in the middle of the way: it cannot be resumed. */
export const startsFromPictures = ({ start, schedule }: SampleRequest): boolean =>
  start !== undefined && start.t !== schedule.T;

/** The request without its first `done` steps, from state number `first`. */
function restOf(request: SampleRequest, run: SampleRun, first: number, done: number): SampleRequest {
  const pictures = run.xt.slice(first * run.count * run.size, (first + 1) * run.count * run.size);
  return { ...request, start: { t: run.times[first], pictures, done } };
}
