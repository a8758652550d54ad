import { dispose } from '@tensorflow/tfjs-core';
import { combine } from '../../diffusion/inpaint';
import { coefficients } from '../../diffusion/walk';
import type { SampleEvent, SampleRequest, SampleResult } from '../protocol/jobs';
import { Batch } from './batch';
import { FrameBuffer } from './frameBuffer';
import { hop } from './hop';
import type { Loaded } from './loaded';
import { Pace } from './pace';
import { read } from './read';
import { planSample } from './validate';

/**
 * Pictures that are evaluated at once, guidance's second branch included. Beyond this a backend gains nothing, and
 * on those that block the worker a cancel would have to wait.
 */
const PICTURES = { webgpu: 128, webgl: 64, wasm: 8, cpu: 1 } as const;
const PICTURES_IN_SOFTWARE = 4;

/** What the frames of one read may take. */
const MAX_READ_BYTES = 16 * 2 ** 20;

/**
 * The one loop of all sampling: walks the request's operations, each of which is three coefficients (DDPM: Ho et al. 2020,
 * algorithm 2; DDIM: Song et al. 2021, eq. 12, and up again by section 4.3) and most an evaluation of the network; what is
 * known is put back after each (RePaint: Lugmayr et al. 2022, algorithm 1). All samples take a step before any takes the
 * next. Between evaluations the event loop runs, so that the signal is heard. Progress counts operations.
 * @param mostPictures overrides the number of pictures evaluated at once
 * @throws EngineFailure 'bad-request', 'not-finite'; the signal's reason once that is aborted
 */
export async function* sample(
  { denoiser, capability: { backend, software } }: Loaded,
  request: SampleRequest,
  signal: AbortSignal,
  mostPictures: number = software ? PICTURES_IN_SOFTWARE : PICTURES[backend],
): AsyncGenerator<SampleEvent, SampleResult, void> {
  const { size } = denoiser.network;
  const { schedule, times, operations, known } = planSample(denoiser.network, request);
  const { labels, guidance, every = 1 } = request;
  const steps = operations.length;
  const end = operations[steps - 1].to;
  const most = Math.max(1, Math.floor(mostPictures / (guidance === 0 ? 1 : 2)));
  const keepAll = request.keep === 'all';
  const pace = new Pace(steps, Math.floor(MAX_READ_BYTES / (8 * size * size * labels.length)));
  const frames = new FrameBuffer();
  const batches: Batch[] = [];
  try {
    for (let first = 0; first < labels.length; first += most) {
      batches.push(new Batch(size, request, first, Math.min(most, labels.length - first), known));
    }
    for (const [before, operation] of operations.entries()) {
      const step = before + 1;
      const { from, leaves } = operation;
      const c = coefficients(schedule, operation, request);
      const kept = leaves !== undefined && leaves % every === 0;
      // Without frames to stream a read still paces the backend, and shows whether its numbers are finite.
      const readDue = pace.readDue(step) && (kept || step === steps);
      for (const [done, batch] of batches.entries()) {
        await hop();
        signal.throwIfAborted();
        const frame = batch.move(denoiser, schedule, operation, c, guidance);
        if (frame && kept && (keepAll || readDue)) frames.add(from, frame);
        else if (frame) dispose([frame.xt, frame.x0Hat]);
        const share = (done + 1) / batches.length;
        if (share < 1 && pace.reportDue()) yield pace.progress(before + share);
      }
      if (readDue) {
        const event = frames.waiting ? await frames.take(signal) : undefined;
        if (keepAll && event) yield event;
        pace.wasRead(step);
        yield pace.progress(step);
      } else if (pace.reportDue()) yield pace.progress(step);
    }
    const x0 = await read(
      batches.map(({ xt }) => xt),
      signal,
    );
    // The last operation has put them there already, but some backends keep half precision.
    if (known) combine(known.masks, known.pictures, x0, x0);
    if (keepAll) {
      yield {
        kind: 'frames',
        index: frames.count,
        times: Int32Array.of(end),
        xt: x0.slice(),
        x0Hat: x0.slice(),
      };
    }
    return { times: Int32Array.of(...times, end), x0, seconds: pace.seconds(), backend };
  } finally {
    frames.dispose();
    batches.forEach((batch) => batch.dispose());
  }
}
