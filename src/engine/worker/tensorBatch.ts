import { add, clipByValue, dispose, mul, tensor4d, tidy, type Tensor4D } from '@tensorflow/tfjs-core';
import { inpaintKey, knownAt, type NoiseRole } from '../../diffusion/inpaint';
import { askedAt } from '../../diffusion/inversion';
import { fillGaussian, fold, key, STREAM, type Key } from '../../diffusion/random';
import { coefficients, type Operation } from '../../diffusion/walk';
import { applyStep } from '../../model/applyStep';
import type { Denoiser } from '../../model/denoiser';
import type { Known, SampleRequest } from '../protocol/jobs';
import { clip, readTensors } from './readTensors';
import type { Plan } from './validate';
import type { KeptStates, SampleBatch } from './sampleBatch';

/**
 * A part of a request's samples that is evaluated at once, by tfjs's operations.
 *
 * The noise of sample i depends on the seed and i alone: with k = fold(fold(key(seed), STREAM.reverse), i), x_T is
 * drawn from fold(k, 0) and the noise of the step that leaves t from fold(k, t). So how a request is cut into
 * batches does not change its samples. Where every sample has a seed of its own, each is the first of its seed: i = 0.
 * What only an inpainting draws has keys of its own (inpaintKey), so that its first visits have the noise of an ordinary run.
 */
export class TensorBatch implements SampleBatch {
  private xt: Tensor4D;
  /** States that wait to be read; x0Hat is not clipped: backends clip NaN to a number, and the reader must see it. */
  private left: { readonly xt: Tensor4D; readonly x0Hat: Tensor4D }[] = [];
  private readonly labels: readonly number[];
  private readonly samples: readonly { readonly seed: number; readonly index: number; readonly own: Key }[];
  /** What an inpainting keeps; on the backend 1 where it is to fill in, else 0. */
  private readonly known?: Known & { readonly open: Tensor4D };

  /**
   * @param first index of the first sample in the request
   * @param count number of samples
   * @param goingOn their x_t, [count, size, size] flat, where others have come from the request's start to there
   */
  constructor(
    private readonly denoiser: Denoiser,
    private readonly request: SampleRequest,
    private readonly plan: Plan,
    first: number,
    count: number,
    goingOn?: Float32Array,
  ) {
    const { known } = plan;
    const pixels = this.size * this.size;
    const part = <Values extends Float32Array | Uint8Array>(all: Values): Values =>
      all.slice(first * pixels, (first + count) * pixels) as Values;
    this.labels = request.labels.slice(first, first + count);
    const { seeds, start } = request;
    this.samples = this.labels.map((_, i) => {
      const [seed, index] = seeds ? [seeds[first + i], 0] : [request.seed, first + i];
      return { seed, index, own: fold(fold(key(seed), STREAM.reverse), index) };
    });
    const begun = goingOn ?? (start && part(start.pictures));
    this.xt = begun ? this.place(begun) : this.gaussians(({ own }) => fold(own, 0));
    if (known) {
      const masks = part(known.masks);
      const open = this.place(Float32Array.from(masks, (mask) => 1 - mask));
      this.known = { pictures: part(known.pictures), masks, open };
    }
  }

  step(at: number): void {
    const { xt } = this;
    const { schedule, operations, keeps } = this.plan;
    const operation = operations[at];
    const { kind, from } = operation;
    const c = coefficients(schedule, operation, this.request);
    if (kind === 'renoise') {
      this.xt = tidy(() => add(mul(xt, c.xt), mul(this.fresh(operation, 'renoise'), c.noise)));
      xt.dispose();
      return;
    }
    const [x0Hat, next] = tidy(() => {
      const { guidance } = this.request;
      const estimate = this.denoiser.estimate(xt, schedule, askedAt(from), this.labels, guidance);
      const raw = estimate.as('x0');
      const z = c.noise === 0 ? undefined : this.fresh(operation, 'step');
      return [raw, this.withKnown(applyStep(c, clipByValue(raw, -1, 1), xt, z), operation)];
    });
    this.xt = next;
    if (keeps(operation)) this.left.push({ xt, x0Hat });
    else dispose([xt, x0Hat]);
  }

  async readKept(signal: AbortSignal): Promise<KeptStates> {
    const count = this.left.length;
    const tensors = [...this.left.map(({ xt }) => xt), ...this.left.map(({ x0Hat }) => x0Hat)];
    const values = count === 0 ? new Float32Array(0) : await readTensors(tensors, signal);
    dispose(tensors);
    this.left = [];
    const each = values.length / (2 * count);
    const part = (i: number): Float32Array => values.subarray(i * each, (i + 1) * each);
    const all = Array.from({ length: count }, (_, i) => i);
    return { xt: all.map(part), x0Hat: all.map((i) => clip(part(count + i))) };
  }

  readState(signal: AbortSignal): Promise<Float32Array> {
    return readTensors([this.xt], signal);
  }

  dispose(): void {
    dispose([this.xt, ...this.left.flatMap(({ xt, x0Hat }) => [xt, x0Hat])]);
    this.known?.open.dispose();
  }

  /** Puts the known pixels, with the noise of the t arrived at, over what was generated. */
  private withKnown(next: Tensor4D, operation: Operation): Tensor4D {
    if (!this.known) return next;
    const { pictures, masks, open } = this.known;
    const pixels = this.size * this.size;
    const noisy = new Float32Array(pictures.length);
    this.samples.forEach((_, i) => {
      const [from, to] = [i * pixels, (i + 1) * pixels];
      const k = this.keyOf(i, operation, 'known');
      knownAt(this.plan.schedule, operation.to, pictures.subarray(from, to), k, noisy.subarray(from, to));
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

  private get size(): number {
    return this.denoiser.network.size;
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
