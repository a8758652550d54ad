import { combine } from '../../diffusion/inpaint';
import type { SampleEvent, SampleRequest, SampleResult } from '../protocol/jobs';
import { SAMPLING_BATCH, SOFTWARE_BATCH } from './batchSizes';
import { TensorBatch } from './tensorBatch';
import { CompiledBatch } from './compiledBatch';
import { nextMacrotask, orAbort } from './eventLoop';
import type { LoadedNetwork } from './loadedNetwork';
import { Pace } from './pace';
import { FallbackBatch } from './fallbackBatch';
import { planSample } from './validate';
import type { SampleBatch } from './sampleBatch';

/** What the frames of one read may take. */
const MAX_READ_BYTES = 16 * 2 ** 20;
/** Steps that a read may wait for: a backend is not given more, so that a cancel is heard. */
const MOST_STEPS_A_READ = 25;

/**
 * The one loop of all sampling: walks the request's operations, each of which is three coefficients (DDPM: Ho et al. 2020,
 * algorithm 2; DDIM: Song et al. 2021, eq. 12, and up again by section 4.3) and most an evaluation of the network; what is
 * known is put back after each (RePaint: Lugmayr et al. 2022, algorithm 1). All samples take a step before any takes the
 * next. Between evaluations the event loop runs, so that the signal is heard. Progress counts operations.
 * @param mostPictures overrides the number of pictures evaluated at once
 * @throws EngineFailure 'bad-request', 'not-finite'; the signal's reason once that is aborted
 */
export async function* sample(
  { denoiser, capability: { backend, software } }: LoadedNetwork,
  request: SampleRequest,
  signal: AbortSignal,
  mostPictures: number = software ? SOFTWARE_BATCH : SAMPLING_BATCH[backend],
): AsyncGenerator<SampleEvent, SampleResult, void> {
  const plan = planSample(denoiser.network, request);
  const { times, operations, known, keeps } = plan;
  const { labels, guidance } = request;
  const steps = operations.length;
  const end = operations[steps - 1].to;
  const compiled = await orAbort(denoiser.compiled?.() ?? Promise.resolve(undefined), signal);
  const most = Math.max(1, Math.floor(mostPictures / (guidance === 0 ? 1 : 2)));
  const places = Math.floor(MAX_READ_BYTES / (8 * denoiser.network.size ** 2 * labels.length));
  const stepsARead = Math.max(1, Math.min(places, compiled ? steps : MOST_STEPS_A_READ));
  const pace = new Pace(steps, stepsARead);
  const batches: SampleBatch[] = [];
  /** t of the states that wait to be read, and how many were. */
  let left: number[] = [];
  let index = 0;
  try {
    for (let first = 0; first < labels.length; first += most) {
      const count = Math.min(most, labels.length - first);
      batches.push(
        compiled
          ? new FallbackBatch(
              new CompiledBatch(compiled, request, plan, first, count, stepsARead),
              (xt) => new TensorBatch(denoiser, request, plan, first, count, xt),
              (reason) => denoiser.abandon?.(reason),
            )
          : new TensorBatch(denoiser, request, plan, first, count),
      );
    }
    for (const [at, operation] of operations.entries()) {
      const step = at + 1;
      for (const [done, batch] of batches.entries()) {
        await nextMacrotask();
        signal.throwIfAborted();
        batch.step(at);
        const share = (done + 1) / batches.length;
        if (share < 1 && pace.reportDue()) yield pace.progress(at + share);
      }
      if (keeps(operation)) left.push(operation.from);
      // Without states to stream a read still paces the backend, and shows whether its numbers are finite.
      if (pace.readDue(step)) {
        if (left.length > 0) {
          const parts = await each(batches, (batch) => batch.readKept(signal));
          yield {
            kind: 'frames',
            index,
            times: Int32Array.from(left),
            xt: joined(parts.map(({ xt }) => xt)),
            x0Hat: joined(parts.map(({ x0Hat }) => x0Hat)),
          };
          index += left.length;
          left = [];
        } else if (step < steps) await each(batches, (batch) => batch.readState(signal));
        pace.wasRead(step);
        yield pace.progress(step);
      } else if (pace.reportDue()) yield pace.progress(step);
    }
    const x0 = joined((await each(batches, (batch) => batch.readState(signal))).map((part) => [part]));
    // The last operation has put them there already, but some backends keep half precision.
    if (known) combine(known.masks, known.pictures, x0, x0);
    if (request.keep === 'all') {
      yield { kind: 'frames', index, times: Int32Array.of(end), xt: x0.slice(), x0Hat: x0.slice() };
    }
    const seconds = pace.seconds();
    const stats = request.measure && {
      steps,
      samples: labels.length,
      plans: (await each(batches, async (batch) => batch.stats?.(signal))).filter(
        (plan) => plan !== undefined,
      ),
    };
    return { times: Int32Array.of(...times, end), x0, seconds, backend, ...(stats && { stats }) };
  } finally {
    batches.forEach((batch) => batch.dispose());
  }
}

/** One after the other: each waits for the backend anyway. */
async function each<Value>(
  batches: readonly SampleBatch[],
  ask: (batch: SampleBatch) => Promise<Value>,
): Promise<Value[]> {
  const values: Value[] = [];
  for (const batch of batches) values.push(await ask(batch));
  return values;
}

/** States of parts of the samples as states of all: [states, N, size, size] flat. */
function joined(parts: readonly (readonly Float32Array[])[]): Float32Array<ArrayBuffer> {
  const all = parts[0].flatMap((_, state) => parts.map((part) => part[state]));
  const values = new Float32Array(all.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of all) {
    values.set(part, at);
    at += part.length;
  }
  return values;
}
