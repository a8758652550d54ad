import type { Capability } from '../../model/openBackend';
import { cpuPlans } from '../../model/backends/onCpu';
import type { Compiling, Shaders } from '../../model/compiled/compile';
import { createDenoiser, type Denoiser } from '../../model/denoiser';
import type { ExactDenoiser } from '../../model/exactDenoiser';
import { numbersOf, type Network } from '../../model/network';
import { shipped } from '../../model/networks/shipped';
import { trainingSchedule } from '../../model/preconditioning';
import type { Weights } from '../../model/weights';
import type { EventOf } from '../protocol/jobs';
import { compiledNetwork } from './networks/loadedNetwork';
import { DenoiserCache } from './networks/denoiserCache';
import { NetworkEvaluator } from './networks/networkEvaluator';
import { deferred } from './loop/eventLoop';
import { deviceLost, explain } from './loop/failures';

/** A backend with its networks, until it is lost or replaced. */
export interface BackendSession {
  readonly capability: Capability;
  /** The shipped network, and those that were loaded. */
  readonly networks: DenoiserCache;
  /** Exact denoisers, while a job keeps their digits on the backend. */
  readonly exact: DenoiserCache<ExactDenoiser>;
  /** Aborted with a reason when the session ends. */
  readonly end: AbortController;
}

/** The shipped network, and some to switch between. */
export const MAX_NETWORKS = 4;
/** While one replaces another both are there. */
const MAX_EXACT = 2;

/**
 * Uploads the shipped network and evaluates it once, which compiles its kernels and shows that its numbers are finite.
 * @param compiling the network's shaders, whose arrival is reported; undefined if the backend has kernels of its own
 */
export async function* openSession(
  capability: Capability,
  lost: Promise<string>,
  weights: Weights,
  signal: AbortSignal,
  compiling: Compiling | undefined,
): AsyncGenerator<EventOf<'prepare'>, BackendSession, void> {
  const end = new AbortController();
  void lost.then((fact) => end.abort(deviceLost(fact)));
  try {
    const networks = new DenoiserCache(MAX_NETWORKS);
    const warm = createWarmDenoiser(shipped, weights, AbortSignal.any([signal, end.signal]), compiling?.all);
    if (compiling) yield* reportShaders(compiling, warm);
    const denoiser = await warm;
    networks.put('shipped', denoiser);
    const exact = new DenoiserCache<ExactDenoiser>(MAX_EXACT);
    return { networks, exact, capability: await actualCapability(capability, denoiser), end };
  } catch (error) {
    throw await explain(error, end.signal);
  }
}

/** What computes, after the network has been tried: tfjs, where its plan on the CPU did not compute correctly. */
async function actualCapability(capability: Capability, denoiser: Denoiser): Promise<Capability> {
  if (!cpuPlans() || (await denoiser.compiled?.())) return capability;
  const note = 'tfjs computes the network: the plan of this page computed something else.';
  return { ...capability, device: 'tfjs', notes: [...capability.notes, note] };
}

/** Reports the shaders one by one as they are compiled, until all are, or until `stop` has settled. */
async function* reportShaders(
  { each }: Compiling,
  stop: Promise<unknown>,
): AsyncGenerator<EventOf<'prepare'>, void, void> {
  // They arrive in any order: the n-th to arrive resolves the n-th arrival.
  const arrivals = each.map(deferred);
  let count = 0;
  for (const shader of each)
    shader.then(
      () => arrivals[count++].resolve(),
      () => undefined,
    );
  const stopped = stop.then(
    () => true,
    () => true,
  );
  for (const [i, { promise }] of arrivals.entries()) {
    if (await Promise.race([promise, stopped])) return;
    yield { kind: 'shaders', done: i + 1, of: each.length };
  }
}

/**
 * Puts a network on the backend and evaluates it once.
 * @param shaders as in createDenoiser
 */
export async function createWarmDenoiser(
  network: Network,
  weights: Weights,
  signal: AbortSignal,
  shaders?: Promise<Shaders>,
): Promise<Denoiser> {
  const denoiser = createDenoiser(network, weights, { shaders });
  try {
    const compiled = await compiledNetwork(denoiser, signal);
    // One for a GPU has been evaluated and compared when it is there, one for the CPU perhaps with other weights.
    if (!compiled || cpuPlans()) {
      const { classes, trainedOn } = network;
      const schedule = trainingSchedule(network);
      const evaluator = await NetworkEvaluator.create(denoiser, schedule, [trainedOn.T], [classes], signal);
      await evaluator.evaluate(new Float32Array(numbersOf(network)), trainedOn.T, ['epsilon'], signal);
    }
    return denoiser;
  } catch (error) {
    denoiser.dispose();
    throw error;
  }
}
