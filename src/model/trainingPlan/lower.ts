import { Arena } from '../compiled/arena';
import { THREADS } from '../compiled/wgsl';
import { lookup } from '../lookup';
import { normsOf } from '../norms';
import { layerShapes, numbersOf, type Network } from '../network';
import { backward } from './backward';
import { BATCH, makeBatch, squaredErrors } from './batch';
import { embedding } from './embedding';
import { names } from './epilogues';
import { forward } from './forward';
import type { Layout } from './layout';
import { adam, statistics } from './optimiser';
import type { Dispatch } from './shader';
import { timePicture } from './timePicture';
import { Workspace, type Gradient } from './workspace';

/** A training as dispatches on buffers. */
export interface TrainingPlan {
  readonly network: Network;
  /** Pictures in an update, and at most in any evaluation. */
  readonly batch: number;
  readonly parameters: Layout;
  readonly statistics: Layout;
  /** Partial sums of the gradients: how many numbers, and where those of each parameter are. */
  readonly sums: number;
  readonly gradients: ReadonlyMap<string, Gradient>;
  /** Size of each value buffer, in numbers, and the buffer of each value. */
  readonly valueSizes: readonly number[];
  readonly valueBuffers: ReadonlyMap<string, number>;
  /** What the optimiser reads of each of its workgroups, see optimiser.ts. */
  readonly adamBlocks: Uint32Array;
  /** For each number of the statistics the factor of the batch's: 1, or n / (n - 1) for a variance. */
  readonly unbiased: Float32Array;
  /** Everything of an update, in order; the gradients alone. */
  readonly update: readonly Dispatch[];
  readonly gradient: readonly Dispatch[];
  /** An evaluation by the batch's statistics, which join those for the average. */
  readonly calibrate: readonly Dispatch[];
  /** The squared errors by the statistics for the average. */
  readonly measure: readonly Dispatch[];
}

/**
 * Lowers the training of a network.
 * @param batch pictures in an update
 * @throws Error with the reason, if the plan cannot train one of the layers
 */
export function lowerTraining(network: Network, batch: number): TrainingPlan {
  const workspace = new Workspace(network, batch);
  const { nodes, parameters } = workspace;
  const last = nodes[nodes.length - 1];
  workspace.define(BATCH.target, numbersOf(network));
  const errors = squaredErrors(network, last.shape[2], last.id, names.gradient(last.id));
  const evaluation = forward(workspace, 'batch');
  const back = backward(workspace);
  const conditioning =
    'picture' in network.embedding
      ? timePicture(workspace, network.embedding)
      : embedding(workspace, network.embedding);
  const ahead = [...conditioning.forward, makeBatch(network)];
  const gradient = [...ahead, ...evaluation, errors, ...back, ...conditioning.backward];
  const adamBlocks = blocksOf(parameters, workspace.gradients);
  const hasNorms = workspace.statistics.length > 0;
  const { length } = workspace.statistics;
  const update = [
    ...gradient,
    ...(hasNorms ? [statistics(length, ['running', 'calibrated'])] : []),
    adam(adamBlocks.length / 4),
  ];
  const values = assign(update, workspace.lengths);
  return {
    network,
    batch,
    parameters,
    statistics: workspace.statistics,
    sums: workspace.sums.length,
    gradients: workspace.gradients,
    valueSizes: values.sizes,
    valueBuffers: values.buffers,
    adamBlocks,
    unbiased: unbiasedFactors(workspace),
    update,
    gradient,
    calibrate: hasNorms ? [...ahead, ...evaluation, statistics(length, ['calibrated'])] : [],
    measure: [...ahead, ...forward(workspace, 'calibrated'), errors],
  };
}

/** Where the workgroups of the optimiser find their gradients. */
function blocksOf(parameters: Layout, gradients: ReadonlyMap<string, Gradient>): Uint32Array {
  const blocks = [...parameters.entries()].flatMap(([name, { length }]) => {
    const { first, stride, parts } = lookup(gradients, name);
    return Array.from({ length: Math.ceil(length / THREADS) }, (_, i) => {
      const done = THREADS * i;
      return [first + done, stride, parts, Math.min(THREADS, length - done)];
    });
  });
  return Uint32Array.from(blocks.flat());
}

function unbiasedFactors({ network, batch, statistics }: Workspace): Float32Array {
  const factors = new Float32Array(statistics.length).fill(1);
  const shapes = layerShapes(network);
  for (const { layer } of normsOf(network)) {
    const [height, width] = lookup(shapes, layer.norm === 'after' ? layer.id : layer.from);
    const count = batch * height * width;
    const { first, length } = statistics.at(`${layer.id}.bn.variance`);
    factors.fill(count / Math.max(1, count - 1), first, first + length);
  }
  return factors;
}

/** Assigns the values of an update to buffers; those whose lifetimes do not overlap share one. */
function assign(
  dispatches: readonly Dispatch[],
  lengths: ReadonlyMap<string, number>,
): { sizes: readonly number[]; buffers: Map<string, number> } {
  const valuesOf = ({ bindings }: Dispatch): string[] =>
    bindings.flatMap((binding) => (binding.kind === 'value' ? [binding.name] : []));
  const last = new Map<string, string>();
  dispatches.forEach((each, i) => valuesOf(each).forEach((name) => last.set(name, String(i))));
  const arena = new Arena(last);
  const buffers = new Map<string, number>();
  dispatches.forEach((each, i) => {
    for (const name of new Set(valuesOf(each))) {
      if (buffers.has(name)) continue;
      arena.allocate(name, lookup(lengths, name));
      buffers.set(name, arena.indexOf(name));
    }
    arena.release(String(i));
  });
  return { sizes: arena.sizes, buffers };
}
