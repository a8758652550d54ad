import type { Network } from '../../network';
import { normsOf } from '../../norms';
import { ModuleBuilder, type MemoryType } from '../assemble';
import { i32, when } from '../instructions';
import { adam, shareOf } from './adam';
import { pictureConditioning, vectorConditioning } from './conditioning';
import { Layers } from './layers';
import { Workspace, type TrainingMemory } from './workspace';

/**
 * The training of a network as a WebAssembly module. Its function `evaluate(first, end, thread)` computes the shards first .. end - 1 of
 * the phase whose number stands in memory; all shards must have done a phase before the next one begins.
 */
export interface TrainingPlan {
  readonly network: Network;
  readonly batch: number;
  readonly shards: number;
  /** The forward pass is phases 0 .. forwardPhases - 1, the gradients all but the last one, which is Adam. */
  readonly phases: number;
  /** Undefined if a block goes forward and back at once. */
  readonly forwardPhases: number | undefined;
  readonly module: Uint8Array<ArrayBuffer>;
  readonly memory: MemoryType;
  readonly at: TrainingMemory;
  /** Address of the sines and cosines of each t. */
  readonly waves: number;
  /** Addresses of the batch's means and unbiased variances, by the names of the running statistics. */
  readonly observed: ReadonlyMap<string, { readonly at: number; readonly length: number }>;
}

/** How a training is lowered. */
export interface TrainingOptions {
  /** Whether a multiply-add rounds once; see isSupported. */
  readonly fused: boolean;
  /** Pictures of an update. */
  readonly batch: number;
  readonly threads: number;
}

/** Parts of a batch, whose gradients are added in their order: so the number of threads changes no bit. */
const SHARDS = 4;
/** Pictures that go forward and back while their values are in the cache: with 7 x 7 pixels as many as have Workspace's TILES. */
const BLOCK = 6;
/** The same of pictures of one pixel. */
const BLOCK_OF_PIXELS = 128;

/**
 * Lowers the training of a network. Without batch normalisation, blocks of pictures go forward and back; with it, all pictures of the
 * batch reach a normalisation before any goes on.
 * @throws Error with the reason, if no function can train one of the layers
 */
export function lowerTraining(network: Network, { fused, batch, threads }: TrainingOptions): TrainingPlan {
  const module = new ModuleBuilder(fused);
  const shards = Math.min(SHARDS, batch);
  const hasNorms = normsOf(network).length > 0;
  const shard = Math.ceil(batch / shards);
  const most = network.size === 1 ? BLOCK_OF_PIXELS : BLOCK;
  const shares = { batch, shards, block: hasNorms ? shard : Math.min(most, shard), reuses: !hasNorms };
  const workspace = new Workspace(network, module, shares, threads);
  const { phases, memory, at } = workspace;
  const { embedding, trainedOn } = network;
  const waves = 'picture' in embedding ? 0 : memory.reserve(trainedOn.T * 2 * embedding.frequencies);
  phases.begin();
  phases.before(({ shard: index }) =>
    Array.from({ length: shards }, (_, i) => when(i32.equal(index, i), workspace.preparationsOf(i))),
  );
  phases.begin();
  const conditioning =
    'picture' in embedding
      ? pictureConditioning(workspace, embedding)
      : vectorConditioning(workspace, embedding, waves);
  phases.before(conditioning.forward);
  const layers = new Layers(workspace, conditioning);
  layers.forward();
  const forwardPhases = hasNorms ? phases.count : undefined;
  if (hasNorms) phases.begin();
  layers.backward();
  phases.after(conditioning.backward);
  phases.begin();
  const step = adam(module, at, shards);
  phases.before((frame) =>
    step.call(
      shareOf(workspace.length, frame.shard, shards),
      shareOf(workspace.length, i32.add(frame.shard, 1), shards),
    ),
  );
  phases.define(module, at.phase);
  const memoryType = { pages: memory.pages, shared: threads > 1 };
  return {
    ...{ network, batch, shards, phases: phases.count, forwardPhases, at, waves },
    ...{ module: module.assemble(memoryType), memory: memoryType, observed: layers.observed },
  };
}
