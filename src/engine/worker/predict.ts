import { dispose, tensor4d, tidy } from '@tensorflow/tfjs-core';
import type { Prediction } from '../../diffusion/parameterization';
import { makeSchedule, type Schedule } from '../../diffusion/schedule';
import type { Compiled } from '../../model/compiled/compile';
import { evaluateCompiled } from '../../model/compiled/prove';
import { Refused } from '../../model/compiled/refused';
import { sightOf } from '../../model/sight';
import type { PredictRequest, PredictResult } from '../protocol/jobs';
import { orAbort } from './hop';
import type { Loaded } from './loaded';
import { clip, finite, read } from './read';
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
  const compiled = await orAbort(denoiser.compiled?.() ?? Promise.resolve(undefined), signal);
  if (compiled) {
    try {
      return await predictCompiled(compiled, schedule, request, signal);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      denoiser.abandon?.(error.message);
    }
  }
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

async function predictCompiled(
  compiled: Compiled,
  schedule: Schedule,
  { xt, t, label }: PredictRequest,
  signal: AbortSignal,
): Promise<PredictResult> {
  const { network } = compiled.plan;
  const raw = finite(await orAbort(evaluateCompiled(compiled, xt, schedule, t, [label]), signal));
  const training = makeSchedule(network.trainedOn.schedule, network.trainedOn.T);
  const { reading } = sightOf(network, training, schedule, t);
  const as = (kind: Prediction): Float32Array => {
    const { xt: ofXt, output, constant } = reading(kind);
    return raw.map((value, i) => ofXt * xt[i] + output * value + constant);
  };
  return { epsilonHat: as('epsilon'), x0Hat: clip(as('x0')), t };
}
