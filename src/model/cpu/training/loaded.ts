import type { Network } from '../../network';
import { instantiate } from '../instance';
import { NUMBER } from '../memory';
import type { Threads } from '../threads';
import { lowerTraining, type TrainingOptions, type TrainingPlan } from './lower';

/** Longer than any thread needs for a phase, even of a large batch. */
const PHASE_MS = 120_000;

/** A plan and its compiled module. */
interface CompiledPlan {
  readonly plan: TrainingPlan;
  readonly module: WebAssembly.Module;
}

/** Plans by all that they follow from: a training that goes on finds its code optimised already. */
const compiledPlans = new Map<string, CompiledPlan>();

function compiledPlan(network: Network, options: TrainingOptions): CompiledPlan {
  const { size, channels, patch, embedding, layers, classes, trainedOn } = network;
  const cacheKey = JSON.stringify([size, channels, patch, embedding, layers, classes, trainedOn.T, options]);
  const existing = compiledPlans.get(cacheKey);
  if (existing) return existing;
  const plan = lowerTraining(network, options);
  const compiled = { plan, module: new WebAssembly.Module(plan.module) };
  compiledPlans.set(cacheKey, compiled);
  return compiled;
}

/** A training's module with its memory. */
export interface LoadedTraining {
  readonly plan: TrainingPlan;
  /** The memory, as real and as whole numbers. */
  readonly numbers: Float32Array;
  readonly integers: Int32Array;
  /**
   * Runs phases from .. to - 1.
   * @returns false if a thread was silent: then the module cannot be used any more
   */
  readonly run: (from: number, to: number) => boolean;
  /** The same by the calling thread alone. */
  readonly runAlone: (from: number, to: number) => void;
  /** Tells the threads to forget it. */
  readonly drop: () => void;
}

/** @throws Error with the reason, if the network cannot be trained so, or has not the memory */
export function loadTraining(
  network: Network,
  options: TrainingOptions,
  threads: Threads | undefined,
): LoadedTraining {
  const { plan, module } = compiledPlan(network, options);
  const { pages, shared } = plan.memory;
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared });
  const evaluate = instantiate(module, memory)('evaluate');
  const integers = new Int32Array(memory.buffer);
  const id = threads?.load(module, memory);
  const eachPhase = (from: number, to: number, evaluatePhase: () => boolean): boolean => {
    for (let phase = from; phase < to; phase++) {
      integers[plan.at.phase / NUMBER] = phase;
      if (!evaluatePhase()) return false;
    }
    return true;
  };
  const alone = (): boolean => {
    evaluate(0, plan.shards, 0);
    return true;
  };
  return {
    plan,
    numbers: new Float32Array(memory.buffer),
    integers,
    run: (from, to) =>
      eachPhase(
        from,
        to,
        threads && id !== undefined ? () => threads.evaluate(id, plan.shards, evaluate, PHASE_MS) : alone,
      ),
    runAlone: (from, to) => void eachPhase(from, to, alone),
    drop() {
      if (threads && id !== undefined) threads.drop(id);
    },
  };
}
