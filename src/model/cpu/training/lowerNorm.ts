import { i32 } from '../instructions';
import type { Place } from '../memory';
import type { Conditioning } from './conditioning';
import {
  batchStatistics,
  moments,
  normalised,
  normGradient,
  normGradientSums,
  statisticsNumbers,
  statisticsRow,
} from './norm';
import { copyRows, totalOfRows } from './rows';
import { pictureOf, rowOf, type Workspace } from './workspace';

/** A batch normalisation whose forward pass is lowered. */
export interface LoweredNorm {
  /** Addresses of the batch's means and unbiased variances. */
  readonly mean: number;
  readonly variance: number;
  /**
   * The gradients of gamma and beta, and of what is normalised.
   * @param gradient of the result @param before where the gradient before the activation is kept @param to where the last one is written
   * @param terms that are added to it
   */
  gradient(gradient: Place, before: Place, to: Place, terms: readonly Place[]): void;
}

/**
 * Lowers a batch normalisation, and what follows it: a shift of each picture's channels, and an activation. All pictures of the batch
 * are summed before any is normalised, which ends a phase, and so it is on the way back.
 */
export function lowerNorm(
  workspace: Workspace,
  id: string,
  from: Place,
  to: Place,
  activation: 'silu' | 'relu' | undefined,
  shift: (ReturnType<Conditioning['shiftOf']> & { readonly rowBytes: number }) | undefined,
): LoweredNorm {
  const { module, phases, memory } = workspace;
  const { batch } = workspace.shares;
  const { shape } = from;
  const { channels, height } = shape;
  const group = workspace.group(height);
  const use = { shape, shiftRow: shift?.rowBytes, activation };
  const rowBytes = 2 * shape.pixel;
  const [momentsAt, sumsAt] = [0, 1].map(() => memory.reserve(batch * 2 * channels));
  const statistics = workspace.perShard(statisticsNumbers(channels));
  const measure = moments(module, shape);
  const combine = batchStatistics(module, shape, batch);
  const normalise = normalised(module, use);
  const [gamma, beta] = ['scale', 'shift'].map((name) => `${id}.bn.${name}`);
  phases.add(group, (frame) =>
    measure.call(pictureOf(from)(frame), rowOf(momentsAt, rowBytes)(frame), frame.pictures),
  );
  phases.begin();
  phases.before((frame) =>
    combine.call(momentsAt, workspace.parameter(gamma), workspace.parameter(beta), statistics.of(frame)),
  );
  phases.add(group, (frame) =>
    normalise.call(
      pictureOf(from)(frame),
      pictureOf(to)(frame),
      frame.pictures,
      statistics.of(frame),
      shift ? shift.value(frame) : 0,
    ),
  );
  return {
    mean: statistics.at + statisticsRow(channels, 'mean'),
    variance: statistics.at + statisticsRow(channels, 'variance'),
    gradient(gradient, before, target, terms) {
      const sum = normGradientSums(module, use);
      const back = normGradient(module, shape, batch, terms.length);
      const sums = rowOf(sumsAt, rowBytes);
      phases.add(group, (frame) =>
        sum.call(
          pictureOf(from)(frame),
          pictureOf(gradient)(frame),
          pictureOf(before)(frame),
          frame.pictures,
          statistics.of(frame),
          shift ? shift.value(frame) : 0,
          sums(frame),
        ),
      );
      const add = copyRows(module, { width: channels, fromBytes: rowBytes, toBytes: 0, adds: true });
      const toShift = copyRows(module, {
        ...{ width: channels, fromBytes: rowBytes, toBytes: shift?.rowBytes ?? 0, adds: false },
      });
      phases.after((frame) => [
        add.call(sums(frame), workspace.gradient(beta)(frame), frame.pictures),
        add.call(i32.add(sums(frame), shape.pixel), workspace.gradient(gamma)(frame), frame.pictures),
        shift ? toShift.call(sums(frame), shift.gradient(frame), frame.pictures) : [],
      ]);
      const totals = workspace.perShard(2 * channels);
      const total = totalOfRows(module, 2 * channels, batch);
      phases.begin();
      phases.before((frame) => total.call(sumsAt, totals.of(frame)));
      const others = terms.map(pictureOf);
      phases.add(group, (frame) =>
        back.call(
          pictureOf(from)(frame),
          pictureOf(before)(frame),
          pictureOf(target)(frame),
          frame.pictures,
          statistics.of(frame),
          totals.of(frame),
          ...others.map((each) => each(frame)),
        ),
      );
    },
  };
}
