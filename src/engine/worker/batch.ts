import { clipByValue, tensor4d, tidy, type Tensor4D } from '@tensorflow/tfjs-core';
import { fillGaussian, fold, key, STREAM, type Key } from '../../diffusion/random';
import type { Schedule } from '../../diffusion/schedule';
import type { StepCoefficients } from '../../diffusion/steps';
import { applyStep } from '../../model/applyStep';
import type { Denoiser } from '../../model/denoiser';
import type { SampleRequest } from '../protocol/jobs';

/** One state of a batch and what the network made of it, [n, size, size, 1] each. */
export interface Frame {
  readonly xt: Tensor4D;
  /** Not clipped: backends clip NaN to a number, and the reader must see it. */
  readonly x0Hat: Tensor4D;
}

/**
 * A part of a request's samples that is evaluated at once; x_t stays on the backend between steps.
 *
 * The noise of sample i depends on the seed and i alone: with k = fold(fold(key(seed), STREAM.reverse), i), x_T is
 * drawn from fold(k, 0) and the noise of the step that leaves t from fold(k, t). So how a request is cut into
 * batches does not change its samples. Where every sample has a seed of its own, each is the first of its seed: i = 0.
 */
export class Batch {
  /** The current x_t; belongs to the batch. */
  xt: Tensor4D;
  private readonly labels: readonly number[];
  private readonly keys: readonly Key[];

  /**
   * @param first index of the first sample in the request
   * @param count number of samples
   */
  constructor(
    private readonly size: number,
    request: SampleRequest,
    first: number,
    count: number,
  ) {
    const reverse = (seed: number): Key => fold(key(seed), STREAM.reverse);
    const pixels = size * size;
    this.labels = request.labels.slice(first, first + count);
    const { seeds } = request;
    this.keys = this.labels.map((_, i) =>
      seeds ? fold(reverse(seeds[first + i]), 0) : fold(reverse(request.seed), first + i),
    );
    const given = request.start?.pictures.slice(first * pixels, (first + count) * pixels);
    this.xt = given ? this.place(given) : this.gaussians(0);
  }

  /**
   * One reverse step from t, by the coefficients c.
   * @returns the state that was left, which becomes the caller's to dispose
   */
  step(denoiser: Denoiser, schedule: Schedule, t: number, c: StepCoefficients, guidanceScale: number): Frame {
    const { xt } = this;
    const [x0Hat, next] = tidy(() => {
      const estimate = denoiser.estimate(xt, schedule, t, this.labels, guidanceScale);
      const raw = estimate.as('x0');
      const z = c.noise === 0 ? undefined : this.gaussians(t);
      return [raw, applyStep(c, clipByValue(raw, -1, 1), xt, z)];
    });
    this.xt = next;
    return { xt, x0Hat };
  }

  /** Frees x_t. */
  dispose(): void {
    this.xt.dispose();
  }

  private gaussians(stream: number): Tensor4D {
    const pixels = this.size * this.size;
    const noise = new Float32Array(this.keys.length * pixels);
    this.keys.forEach((k, i) => fillGaussian(fold(k, stream), noise.subarray(i * pixels, (i + 1) * pixels)));
    return this.place(noise);
  }

  private place(pictures: Float32Array): Tensor4D {
    return tensor4d(pictures, [pictures.length / this.size ** 2, this.size, this.size, 1]);
  }
}
