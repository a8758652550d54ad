import { dispose, tensor4d, tidy } from '@tensorflow/tfjs-core';
import type { PredictRequest, PredictResult } from '../protocol/jobs';
import type { Loaded } from './loaded';
import { clip, read } from './read';
import { planPredict } from './validate';

/**
 * What the network sees in one x_t.
 * @throws EngineFailure 'bad-request', 'not-finite'; the signal's reason once that is aborted
 */
// eslint-disable-next-line require-yield -- a job without events
export async function* predict(
  { denoiser }: Loaded,
  request: PredictRequest,
  signal: AbortSignal,
): AsyncGenerator<never, PredictResult, void> {
  const schedule = planPredict(denoiser.network, request);
  const { size } = denoiser.network;
  const estimates = tidy(() => {
    const xt = tensor4d(request.xt, [1, size, size, 1]);
    const estimate = denoiser.estimate(xt, schedule, request.t, [request.label], 0);
    return [estimate.as('epsilon'), estimate.as('x0')];
  });
  try {
    const values = await read(estimates, signal);
    const half = values.length / 2;
    return { epsilonHat: values.slice(0, half), x0Hat: clip(values.slice(half)), t: request.t };
  } finally {
    dispose(estimates);
  }
}
