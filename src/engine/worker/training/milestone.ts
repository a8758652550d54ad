import { filmLabels } from '../../../diffusion/training/milestones';
import { fold, key, STREAM } from '../../../diffusion/random';
import { createDenoiser } from '../../../model/denoiser';
import { flatWeights } from '../../../model/flatWeights';
import { numbersOf } from '../../../model/network';
import { initialStatistics } from '../../../model/norms';
import { drawBatch } from '../../../model/train/batch';
import type { Milestone } from '../../protocol/train';
import { heldOutLoss, type Training } from './heldOutLoss';
import { sample } from '../sampling/sample';

/** Batches from which the statistics of batch normalisation are computed for the averaged weights. */
const CALIBRATION_BATCHES = 4;
/** Held-out digits at a milestone: about as much work as one update, within bounds. */
const DIGITS = { batches: 4, min: 32, max: 512 };
/** Steps of the samples of the training film: of DDIM, and for points, which show what a step misses, of DPM-Solver++ (2M). */
const FILM_STEPS = { pictures: 10, points: 20 };
/** Points of the film, and of one evaluation. */
const FILM_POINTS = 1000;
const POINTS_AT_ONCE = 250;

/**
 * Computes the statistics of batch normalisation for the averaged weights, if the network has any; the batches follow from seed and
 * update.
 */
export function calibrate(
  { trainer, network, schedule, request: { config }, digits }: Training,
  update: number,
): void {
  if (initialStatistics(network).size === 0) return;
  const k = fold(fold(key(config.seed), STREAM.calibration), update);
  for (let i = 0; i < CALIBRATION_BATCHES; i++)
    trainer.calibrate(drawBatch(network, schedule, digits.train, fold(k, i), config.batch));
}

/**
 * Draws ten digits, or many points, with the averaged weights, always from the same noise, and measures their loss on some held-out digits.
 * @throws EngineFailure 'not-finite'; the signal's reason once that is aborted
 */
export async function drawMilestone(
  training: Training,
  update: number,
  signal: AbortSignal,
): Promise<{ milestone: Milestone; averaged: Float32Array }> {
  const { trainer, network, capability, request } = training;
  const { config } = request;
  const { batches, min, max } = DIGITS;
  const loss = await heldOutLoss(training, Math.min(max, Math.max(min, batches * config.batch)), signal);
  const parameters = await trainer.averagedWeights();
  // On a GPU the compiled network reads most of them where the trainer has them.
  const denoiser = createDenoiser(
    network,
    { parameters },
    { trained: (parameter) => trainer.averagedBuffer?.(parameter) },
  );
  const { schedule: name, T } = network.trainedOn;
  const steps = network.channels ? FILM_STEPS.points : FILM_STEPS.pictures;
  const labels = network.channels
    ? new Array<number>(FILM_POINTS).fill(0)
    : filmLabels(config.label, network.classes);
  const frames = sample(
    { denoiser, capability },
    {
      network: config.network,
      seed: config.seed,
      labels,
      schedule: { name, T },
      sampler: network.channels ? 'dpmpp-2m' : 'ddim',
      steps,
      ...(!network.channels && { spacing: 'angle' }),
      eta: 0,
      guidance: 0,
      keep: 'all',
    },
    signal,
    network.channels && POINTS_AT_ONCE,
  );
  try {
    const times = new Int32Array(steps + 1);
    const xt = new Float32Array(times.length * labels.length * numbersOf(network));
    for await (const event of frames) {
      if (event.kind !== 'frames') continue;
      times.set(event.times, event.index);
      xt.set(event.xt, (event.index * xt.length) / times.length);
    }
    return {
      milestone: { update, heldOutLoss: loss, times, xt },
      averaged: flatWeights(network, parameters),
    };
  } finally {
    denoiser.dispose();
  }
}
