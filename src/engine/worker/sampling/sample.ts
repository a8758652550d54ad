import { combine } from '../../../diffusion/inpaint';
import type { SampleEvent, SampleRequest, SampleResult } from '../../protocol/jobs';
import { SAMPLING_BATCH, SOFTWARE_BATCH } from './batchSizes';
import { numbersOf } from '../../../model/network';
import { FrameStream } from './frameStream';
import { compiledNetwork, type LoadedNetwork } from '../networks/loadedNetwork';
import { Pace, stepsPerRead } from '../loop/pace';
import { Turns } from '../loop/turns';
import { makeBatches } from './sampleBatches';
import { planSample } from '../requests/validate';

/**
 * The loop of all sampling, algorithm 2 of Ho et al. 2020. Each operation of a batch asks the network for x0Hat, which stands for
 * epsilonHat, draws z, and sets x_{t-1} = c.x0 x0Hat + c.second x0HatBefore + c.xt x_t + c.noise z (TensorBatch.step). The coefficients c
 * make it DDPM, DDIM (Song et al. 2021, eq. 12), half a step of Heun (Karras et al. 2022, algorithm 1), DPM-Solver++ (2M) (Lu et al. 2022,
 * algorithm 2) or DDIM inversion (section 4.3 of Song et al.); in an inpainting, known pixels are put back after each step and some steps
 * are taken again (RePaint: Lugmayr et al. 2022, algorithm 1). So the plan is a list of operations, and progress counts these.
 * @param batchSize pictures evaluated at once
 * @throws EngineFailure 'bad-request', 'not-finite'; the signal's reason once that is aborted
 */
export async function* sample(
  { denoiser, capability: { backend, software } }: LoadedNetwork,
  request: SampleRequest,
  signal: AbortSignal,
  batchSize: number = software ? SOFTWARE_BATCH : SAMPLING_BATCH[backend],
): AsyncGenerator<SampleEvent, SampleResult, void> {
  const plan = planSample(denoiser.network, request);
  const { times, operations, known, keeps } = plan;
  const steps = operations.length;
  const samples = request.labels.length;
  const compiled = await compiledNetwork(denoiser, signal);
  const chunk = stepsPerRead(steps, samples, numbersOf(denoiser.network), compiled !== undefined);
  const pace = new Pace(steps, chunk);
  // x_T ~ N(0, I), unless the request starts elsewhere.
  const all = makeBatches(denoiser, compiled, request, plan, batchSize, chunk);
  const frames = new FrameStream(all, pace);
  const turns = new Turns(signal, backend);
  try {
    // for t = T, ..., 1: x_t becomes x_{t-1}, all samples before the next t.
    for (const [i, operation] of operations.entries()) {
      let turned = false;
      for (const [b, batch] of all.batches.entries()) {
        if (b > 0) yield* pace.report(i + b / all.batches.length);
        turned = await turns.take();
        batch.step(i);
      }
      if (keeps(operation)) frames.keep(operation.from);
      // A look at the clock takes as long as a part of a step: one in each turn is enough.
      if (pace.readDue(i + 1) || (turned && pace.reportDue())) yield* frames.afterStep(i + 1, signal);
    }
    const x0 = await all.readState(signal);
    // The last step has put the known pixels back, but some backends store half precision.
    if (known) combine(known.masks, known.pictures, x0, x0);
    const end = operations[steps - 1].to;
    if (request.keep === 'all') yield frames.last(end, x0);
    const seconds = pace.seconds();
    const stats = request.measure && { steps, samples, plans: await all.stats(signal) };
    return { times: Int32Array.of(...times, end), x0, seconds, backend, ...(stats && { stats }) };
  } finally {
    all.dispose();
  }
}
