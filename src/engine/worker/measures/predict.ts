import type { PredictRequest, PredictResult } from '../../protocol/jobs';
import type { LoadedNetwork } from '../networks/loadedNetwork';
import { NetworkEvaluator } from '../networks/networkEvaluator';
import { clip } from '../loop/readTensors';
import { planPredict } from '../requests/validate';

/**
 * The network's epsilonHat and x0Hat of one x_t.
 * @throws EngineFailure 'bad-request', 'not-finite'; the signal's reason once that is aborted
 */
// eslint-disable-next-line require-yield -- a job without events
export async function* predict(
  { denoiser }: LoadedNetwork,
  request: PredictRequest,
  signal: AbortSignal,
): AsyncGenerator<never, PredictResult, void> {
  const schedule = planPredict(denoiser.network, request);
  const { xt, t, label } = request;
  const evaluator = await NetworkEvaluator.create(denoiser, schedule, [t], [label], signal);
  try {
    const [epsilonHat, x0Hat] = await evaluator.evaluate(xt, t, ['epsilon', 'x0'], signal);
    return { epsilonHat, x0Hat: clip(x0Hat), t };
  } finally {
    evaluator.dispose();
  }
}
