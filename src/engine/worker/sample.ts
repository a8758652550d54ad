import { dispose } from '@tensorflow/tfjs-core';
import { reverseStep } from '../../diffusion/steps';
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
 * The one loop of all sampling: evaluates the network at each of the request's timesteps and steps by three
 * coefficients (DDPM: Ho et al. 2020, algorithm 2; DDIM: Song et al. 2021, eq. 12). All samples take a step before
 * any takes the next. Between evaluations the event loop runs, so that the signal is heard.
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
  const { schedule, times } = planSample(denoiser.network, request);
  const { labels, guidance, every = 1 } = request;
  const steps = times.length;
  const most = Math.max(1, Math.floor(mostPictures / (guidance === 0 ? 1 : 2)));
  const keepAll = request.keep === 'all';
  const pace = new Pace(steps, Math.floor(MAX_READ_BYTES / (8 * size * size * labels.length)));
  const frames = new FrameBuffer();
  const batches: Batch[] = [];
  try {
    for (let first = 0; first < labels.length; first += most) {
      batches.push(new Batch(size, request, first, Math.min(most, labels.length - first)));
    }
    for (let step = 1; step <= steps; step++) {
      const t = times[step - 1];
      const c = reverseStep(schedule, t, step < steps ? times[step] : 0, request);
      const kept = (step - 1) % every === 0;
      // Without frames to stream a read still paces the backend, and shows whether its numbers are finite.
      const readDue = pace.readDue(step) && (kept || step === steps);
      for (const [done, batch] of batches.entries()) {
        await hop();
        signal.throwIfAborted();
        const frame = batch.step(denoiser, schedule, t, c, guidance);
        if (kept && (keepAll || readDue)) frames.add(t, frame);
        else dispose([frame.xt, frame.x0Hat]);
        const share = (done + 1) / batches.length;
        if (share < 1 && pace.reportDue()) yield pace.progress(step - 1 + share);
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
    if (keepAll) {
      yield {
        kind: 'frames',
        index: frames.count,
        times: Int32Array.of(0),
        xt: x0.slice(),
        x0Hat: x0.slice(),
      };
    }
    return { times: Int32Array.of(...times, 0), x0, seconds: pace.seconds(), backend };
  } finally {
    frames.dispose();
    batches.forEach((batch) => batch.dispose());
  }
}
