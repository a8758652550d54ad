import { add, clipByValue, clone, dispose, mul, tensor4d, tidy, type Tensor4D } from '@tensorflow/tfjs-core';
import { inpaintKey, knownAt, type NoiseRole } from '../../../diffusion/inpaint';
import { networkTimestep } from '../../../diffusion/inversion';
import { fold, type Key } from '../../../diffusion/random';
import { coefficients, type Operation } from '../../../diffusion/walk';
import { applyStep } from '../../../model/applyStep';
import type { Denoiser } from '../../../model/denoiser';
import { gridOf, numbersOf } from '../../../model/network';
import type { SampleRequest } from '../../protocol/jobs';
import { batchInputs, type BatchInputs, type NoiseSource, type SampleRange } from './batchInputs';
import { gaussians, pictureAt } from '../loop/flatPictures';
import { clip, readTensors } from '../loop/readTensors';
import type { KeptStates, RunState, SampleBatch } from './sampleBatch';
import type { SamplePlan } from '../requests/validate';

/** A batch that is computed by tfjs's operations, on any backend. */
export class TensorBatch implements SampleBatch {
  private readonly inputs: BatchInputs;
  private xt: Tensor4D;
  /** The x0Hat of the step before: clipped, unless it is a point's. */
  private before: Tensor4D | undefined;
  /** States that wait to be read. x0Hat is not clipped: backends clip NaN to a number, and the reader must see the NaN. */
  private kept: { readonly xt: Tensor4D; readonly x0Hat: Tensor4D }[] = [];
  /** In an inpainting 1 where pixels are filled in, 0 where they are known. */
  private readonly unknown: Tensor4D | undefined;

  /** @param state where its samples go on; where the request starts unless given */
  constructor(
    private readonly denoiser: Denoiser,
    private readonly request: SampleRequest,
    private readonly plan: SamplePlan,
    range: SampleRange,
    state?: RunState,
  ) {
    this.inputs = batchInputs(request, plan.known, this.pixels, range);
    const { xt, before } = state ?? { xt: this.inputs.start, before: this.inputs.before };
    this.xt = this.toTensor(xt);
    this.before = before && this.toTensor(before);
    const { known } = this.inputs;
    this.unknown = known && this.toTensor(Float32Array.from(known.masks, (mask) => 1 - mask));
  }

  step(i: number): void {
    const { schedule, operations, keeps } = this.plan;
    const operation = operations[i];
    const c = coefficients(schedule, operation, this.request);
    const { xt } = this;
    if (operation.kind === 'renoise') {
      this.xt = tidy(() => add(mul(xt, c.xt), mul(this.noise(operation, 'renoise'), c.noise)));
      xt.dispose();
      return;
    }
    const [x0Hat, seen, next] = tidy(() => {
      const t = networkTimestep(operation.from);
      const { guidance } = this.request;
      const raw = this.denoiser.estimate(xt, schedule, t, this.inputs.labels, guidance).as('x0');
      const z = c.noise === 0 ? undefined : this.noise(operation, 'step');
      const used = this.isOfPoints ? clone(raw) : clipByValue(raw, -1, 1);
      return [raw, used, this.withKnown(applyStep(c, used, this.before, xt, z), operation)];
    });
    this.xt = next;
    this.before?.dispose();
    this.before = seen;
    if (keeps(operation)) this.kept.push({ xt, x0Hat });
    else dispose([xt, x0Hat]);
  }

  async readKept(signal: AbortSignal): Promise<KeptStates> {
    const count = this.kept.length;
    const tensors = [...this.kept.map(({ xt }) => xt), ...this.kept.map(({ x0Hat }) => x0Hat)];
    const values = count === 0 ? new Float32Array(0) : await readTensors(tensors, signal);
    dispose(tensors);
    this.kept = [];
    const numbers = values.length / (2 * count);
    const states = Array.from({ length: 2 * count }, (_, i) => pictureAt(values, i, numbers));
    return {
      xt: states.slice(0, count),
      x0Hat: this.isOfPoints ? states.slice(count) : states.slice(count).map(clip),
    };
  }

  readState(signal: AbortSignal): Promise<Float32Array> {
    return readTensors([this.xt], signal);
  }

  dispose(): void {
    dispose([this.xt, ...this.kept.flatMap(({ xt, x0Hat }) => [xt, x0Hat])]);
    this.before?.dispose();
    this.unknown?.dispose();
  }

  /** Replaces the known pixels by those of the known pictures at the new t (RePaint: Lugmayr et al. 2022, eq. 8). */
  private withKnown(next: Tensor4D, operation: Operation): Tensor4D {
    const { inputs, pixels, unknown } = this;
    if (!inputs.known || !unknown) return next;
    const { pictures, masks } = inputs.known;
    const noisy = new Float32Array(pictures.length);
    inputs.noise.forEach((source, i) => {
      const [x0, out] = [pictureAt(pictures, i, pixels), pictureAt(noisy, i, pixels)];
      knownAt(this.plan.schedule, operation.to, x0, inpaintingKey(source, operation, 'known'), out);
    });
    // One of the two terms is 0, so the other comes out bit for bit; NaN stays NaN, and is noticed.
    return add(mul(next, unknown), this.toTensor(noisy.map((value, i) => value * masks[i])));
  }

  /** The noise of an operation; the first visit of a step has that of an ordinary run, also in an inpainting. */
  private noise(operation: Operation, role: NoiseRole): Tensor4D {
    const { from, visit } = operation;
    const isOrdinary = role === 'step' && visit === 0;
    const keys = this.inputs.noise.map((source) =>
      isOrdinary ? fold(source.key, from) : inpaintingKey(source, operation, role),
    );
    return this.toTensor(gaussians(keys, this.pixels));
  }

  private get pixels(): number {
    return numbersOf(this.denoiser.network);
  }

  private get isOfPoints(): boolean {
    return this.denoiser.network.channels !== undefined;
  }

  private toTensor(pictures: Float32Array): Tensor4D {
    const { network } = this.denoiser;
    return tensor4d(pictures, [pictures.length / this.pixels, network.size, gridOf(network).width, 1]);
  }
}

/** The key of noise that only an inpainting draws. */
function inpaintingKey({ seed, index }: NoiseSource, { from, visit }: Operation, role: NoiseRole): Key {
  return inpaintKey(seed, index, from, visit, role);
}
