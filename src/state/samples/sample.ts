import { operationsPerStep } from '../../diffusion/walk';
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
 * @returns seconds; undefined if only a part was computed
 */
export function completeRun(
  runJob: RunJob,
  used: UsedNetwork,
  request: SampleRequest,
  run: SampleRun,
  { onEvent, ...options }: SampleOptions & Required<Pick<SampleOptions, 'onEvent'>>,
): Promise<number | undefined> {
  const { sampler, steps, resamplings, every = 1 } = request;
  return runJob(options.signal, async (engine) => {
    if (run.isFull) return undefined;
    const first = canResume(request) ? Math.max(0, run.filled - 1) : 0;
    const done = first * every;
    // An engine counts operations, of which a step may take several.
    const perStep = operationsPerStep(sampler, resamplings);
    const share = steps / (perStep * (steps - 1) + 1);
    const inSteps = (operations: number): number => share * (perStep * done + operations);
    const rest = first === 0 ? request : restOf(request, run, first, done);
    const { seconds } = await sampleOn(engine, used, rest, {
      ...options,
      onEvent: (event) =>
        onEvent(
          event.kind === 'frames'
            ? { ...event, index: first + event.index }
            : {
                ...event,
                step: inSteps(event.step),
                steps: Math.round(inSteps(event.steps)),
                stepsPerSecond: share * event.stepsPerSecond,
              },
        ),
    });
    return first === 0 ? seconds : undefined;
  });
}

/**
 * Whether a run can go on from its states. One that starts from pictures in the middle of the way cannot, nor can one of DPM-Solver++ (2M)
 * of which not every x0Hat is kept.
 */
export const canResume = ({ start, schedule, sampler, every = 1 }: SampleRequest): boolean =>
  (start === undefined || start.t === schedule.T) && (sampler !== 'dpmpp-2m' || every === 1);

/** The request without its first `done` steps, from state number `first`. */
function restOf(request: SampleRequest, run: SampleRun, first: number, done: number): SampleRequest {
  const stride = run.count * run.size;
  const pictures = run.xt.slice(first * stride, (first + 1) * stride);
  const before =
    request.sampler === 'dpmpp-2m' ? run.x0Hat.slice((first - 1) * stride, first * stride) : undefined;
  return { ...request, start: { t: run.times[first], pictures, done, ...(before && { before }) } };
}
