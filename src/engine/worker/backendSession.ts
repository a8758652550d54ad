import { tidy, zeros, type Tensor4D } from '@tensorflow/tfjs-core';
import { makeSchedule } from '../../diffusion/schedule';
import type { Capability } from '../../model/backend';
import type { Compiling, Shaders } from '../../model/compiled/compile';
import { createDenoiser, type Denoiser } from '../../model/denoiser';
import type { ExactDenoiser } from '../../model/exactDenoiser';
import type { Network } from '../../model/network';
import { shipped } from '../../model/networks/shipped';
import type { Weights } from '../../model/weights';
import type { EventOf } from '../protocol/jobs';
import { deviceLost, explain } from './failures';
import { deferred, orAbort } from './eventLoop';
import type { LoadedNetwork } from './loadedNetwork';
import { readTensors } from './readTensors';
import { DenoiserCache } from './denoiserCache';

/** A prepared engine, until its backend is lost or another takes its place. */
export interface BackendSession extends Pick<LoadedNetwork, 'capability'> {
  /** The shipped network, and those that were loaded. */
  readonly shelf: DenoiserCache;
  /** Exact denoisers, while somebody keeps their digits here. */
  readonly exact: DenoiserCache<ExactDenoiser>;
  readonly end: AbortController;
}

/** Networks that are kept: the shipped one, and some to go to and fro between. */
export const MOST_NETWORKS = 4;
/** While one gives way to the next both are there. */
const MOST_EXACT = 2;

/**
 * Uploads the network and evaluates it once, which compiles its kernels and proves that its numbers are finite.
 * @param compiling the network's shaders on their way, told as they come; none where the backend has kernels of its own
 */
export async function* openSession(
  capability: Capability,
  lost: Promise<string>,
  weights: Weights,
  signal: AbortSignal,
  compiling: Compiling | undefined,
): AsyncGenerator<EventOf<'prepare'>, BackendSession, void> {
  const end = new AbortController();
  void lost.then((happened) => end.abort(deviceLost(happened)));
  try {
    const shelf = new DenoiserCache(MOST_NETWORKS);
    const warming = createWarmDenoiser(
      shipped,
      weights,
      AbortSignal.any([signal, end.signal]),
      compiling?.all,
    );
    if (compiling) yield* arrivals(compiling, warming);
    shelf.put('shipped', await warming);
    return { shelf, exact: new DenoiserCache(MOST_EXACT), capability, end };
  } catch (error) {
    throw await explain(error, end.signal);
  }
}

/** Tells of each shader when it is there, until all are or `over` has settled, with whatever. */
async function* arrivals(
  { each }: Compiling,
  over: Promise<unknown>,
): AsyncGenerator<EventOf<'prepare'>, void, void> {
  const there = each.map(deferred);
  let count = 0;
  for (const one of each)
    one.then(
      () => there[count++].resolve(),
      () => undefined,
    );
  const ended = over.then(
    () => true,
    () => true,
  );
  for (const [i, { promise }] of there.entries()) {
    if (await Promise.race([promise, ended])) return;
    yield { kind: 'shaders', done: i + 1, of: each.length };
  }
}

/**
 * A network on the backend, evaluated once.
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
    // A plan of the GPU's own has been evaluated, and compared, when it is there.
    const compiled = await orAbort(denoiser.compiled?.() ?? Promise.resolve(undefined), signal);
    if (!compiled) await warmUp(network, denoiser, signal);
    return denoiser;
  } catch (error) {
    denoiser.dispose();
    throw error;
  }
}

async function warmUp(
  { size, classes, trainedOn }: Network,
  denoiser: Denoiser,
  signal: AbortSignal,
): Promise<void> {
  const schedule = makeSchedule(trainedOn.schedule, trainedOn.T);
  const epsilon = tidy(() => {
    const blank: Tensor4D = zeros([1, size, size, 1]);
    return denoiser.estimate(blank, schedule, trainedOn.T, [classes], 0).as('epsilon');
  });
  try {
    await readTensors([epsilon], signal);
  } finally {
    epsilon.dispose();
  }
}
