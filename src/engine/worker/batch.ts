import { add, clipByValue, mul, tensor4d, tidy, type Tensor4D } from '@tensorflow/tfjs-core';
import { inpaintKey, knownAt, type NoiseRole } from '../../diffusion/inpaint';
import { askedAt } from '../../diffusion/inversion';
import { fillGaussian, fold, key, STREAM, type Key } from '../../diffusion/random';
import type { Schedule } from '../../diffusion/schedule';
import type { StepCoefficients } from '../../diffusion/steps';
import type { Operation } from '../../diffusion/walk';
import { applyStep } from '../../model/applyStep';
import type { Denoiser } from '../../model/denoiser';
import type { Known, SampleRequest } from '../protocol/jobs';

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
 * What only an inpainting draws has keys of its own (inpaintKey), so that its first visits have the noise of an ordinary run.
 */
export class Batch {
  /** The current x_t; belongs to the batch. */
  xt: Tensor4D;
  private readonly labels: readonly number[];
  private readonly samples: readonly { readonly seed: number; readonly index: number; readonly own: Key }[];
  /** What an inpainting keeps; on the backend 1 where it is to fill in, else 0. */
  private readonly known?: Known & { readonly open: Tensor4D };

  /**
   * @param first index of the first sample in the request
   * @param count number of samples
   * @param known one picture and one mask a sample of the request
   */
  constructor(
    private readonly size: number,
    request: SampleRequest,
    first: number,
    count: number,
    known?: Known,
  ) {
    const pixels = size * size;
    const part = <Values extends Float32Array | Uint8Array>(all: Values): Values =>
      all.slice(first * pixels, (first + count) * pixels) as Values;
    this.labels = request.labels.slice(first, first + count);
    const { seeds, start } = request;
    this.samples = this.labels.map((_, i) => {
      const [seed, index] = seeds ? [seeds[first + i], 0] : [request.seed, first + i];
      return { seed, index, own: fold(fold(key(seed), STREAM.reverse), index) };
    });
    this.xt = start ? this.place(part(start.pictures)) : this.gaussians(({ own }) => fold(own, 0));
    if (known) {
      const masks = part(known.masks);
      const open = this.place(Float32Array.from(masks, (mask) => 1 - mask));
      this.known = { pictures: part(known.pictures), masks, open };
    }
  }

  /**
   * One operation, by its coefficients c.
   * @returns the state that was left, which becomes the caller's to dispose; undefined where no network was asked
   */
  move(
    denoiser: Denoiser,
    schedule: Schedule,
    operation: Operation,
    c: StepCoefficients,
    guidanceScale: number,
  ): Frame | undefined {
    const { xt } = this;
    const { kind, from } = operation;
    if (kind === 'renoise') {
      this.xt = tidy(() => add(mul(xt, c.xt), mul(this.fresh(operation, 'renoise'), c.noise)));
      xt.dispose();
      return undefined;
    }
    const [x0Hat, next] = tidy(() => {
      const estimate = denoiser.estimate(xt, schedule, askedAt(from), this.labels, guidanceScale);
      const raw = estimate.as('x0');
      const z = c.noise === 0 ? undefined : this.fresh(operation, 'step');
      return [raw, this.withKnown(applyStep(c, clipByValue(raw, -1, 1), xt, z), schedule, operation)];
    });
    this.xt = next;
    return { xt, x0Hat };
  }

  /** Frees x_t, and what is known. */
  dispose(): void {
    this.xt.dispose();
    this.known?.open.dispose();
  }

  /** Puts the known pixels, with the noise of the t arrived at, over what was generated. */
  private withKnown(next: Tensor4D, schedule: Schedule, operation: Operation): Tensor4D {
    if (!this.known) return next;
    const { pictures, masks, open } = this.known;
    const pixels = this.size * this.size;
    const noisy = new Float32Array(pictures.length);
    this.samples.forEach((_, i) => {
      const [from, to] = [i * pixels, (i + 1) * pixels];
      const k = this.keyOf(i, operation, 'known');
      knownAt(schedule, operation.to, pictures.subarray(from, to), k, noisy.subarray(from, to));
    });
    // One of each sum is 0, so the other comes out as it is; a number that is none stays one, and is found.
    return add(mul(next, open), this.place(noisy.map((value, i) => value * masks[i])));
  }

  private fresh(operation: Operation, role: NoiseRole): Tensor4D {
    const { from, visit } = operation;
    if (role === 'step' && visit === 0) return this.gaussians(({ own }) => fold(own, from));
    return this.gaussians((_, i) => this.keyOf(i, operation, role));
  }

  private keyOf(i: number, { from, visit }: Operation, role: NoiseRole): Key {
    const { seed, index } = this.samples[i];
    return inpaintKey(seed, index, from, visit, role);
  }

  private gaussians(keyOf: (sample: { own: Key }, i: number) => Key): Tensor4D {
    const pixels = this.size * this.size;
    const noise = new Float32Array(this.samples.length * pixels);
    this.samples.forEach((sample, i) =>
      fillGaussian(keyOf(sample, i), noise.subarray(i * pixels, (i + 1) * pixels)),
    );
    return this.place(noise);
  }

  private place(pictures: Float32Array): Tensor4D {
    return tensor4d(pictures, [pictures.length / this.size ** 2, this.size, this.size, 1]);
  }
}
