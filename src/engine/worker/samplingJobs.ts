import { openBackend, type Backend } from '../../model/openBackend';
import type { WasmFiles } from '../../model/backends/wasm';
import type { Compiling } from '../../model/compiled/compile';
import { createDenoiser, startCompiling, type Denoiser } from '../../model/denoiser';
import type { ExactDenoiser } from '../../model/exactDenoiser';
import { countMacs, countParameters } from '../../model/network';
import { shipped } from '../../model/networks/shipped';
import manifest from '../../model/networks/shipped.weights.json';
import { downloadWeights, readWeights, type Weights } from '../../model/weights';
import { EngineFailure } from '../protocol/errors';
import { isExactName } from '../protocol/exact';
import type { EventOf, NetworkInfo, RequestOf, ResultOf } from '../protocol/jobs';
import { PROBLEMS } from '../protocol/texts';
import { createWarmDenoiser, MAX_NETWORKS, openSession, type BackendSession } from './backendSession';
import { bound } from './measures/bound';
import type { PackCache } from './training/digits';
import { deferred, nextMacrotask, orAbort } from './loop/eventLoop';
import { exact, exactDigits, exactNearest } from './measures/exact';
import { exactLoss } from './measures/exactLoss';
import { explain } from './loop/failures';
import { createJudge } from './measures/judge';
import { planLoad, type StoredNetwork } from './networks/load';
import type { LoadedNetwork } from './networks/loadedNetwork';
import { nearestDigits } from './measures/nearest';
import { predict } from './measures/predict';
import { sample } from './sampling/sample';
import { score } from './measures/score';
import type { Handlers } from './loop/serve';

/**
 * The jobs of the worker that samples. They share one backend session, because tfjs has one current backend.
 * `prepare` may be called again, to change the backend or after a lost device; jobs that run then are ended.
 * @param wasmFiles addresses of tfjs's WebAssembly files; in Node they are found beside the package
 */
export function createSamplingJobs(wasmFiles?: WasmFiles) {
  const packs: PackCache = new Map();
  const judge = createJudge(packs);
  let weights: Weights | undefined;
  let current: BackendSession | undefined;
  /** Networks that were loaded, the newest last; the next session takes them from here. */
  const stored = new Map<string, StoredNetwork>();
  let prepared: Promise<void> = Promise.resolve();

  async function* prepare(
    request: RequestOf<'prepare'>,
    signal: AbortSignal,
  ): AsyncGenerator<EventOf<'prepare'>, ResultOf<'prepare'>, void> {
    const previous = prepared;
    const { promise, resolve } = deferred();
    prepared = promise;
    await previous;
    let opening: Promise<Backend & { readonly compiling: Compiling | undefined }> | undefined;
    try {
      await endSession();
      yield { kind: 'phase', phase: 'probing' };
      // Shaders do not depend on the weights, so they are compiled while these are downloaded and read.
      opening = openBackend({ wanted: request.backend, without: request.without, wasmFiles }).then(
        (backend) => ({ ...backend, compiling: startCompiling(shipped) }),
      );
      opening.catch(() => undefined); // It is awaited below, after the download that runs at the same time.
      if (!weights) yield { kind: 'phase', phase: 'downloading' };
      const loaded = weights ?? (yield* downloadWeights(manifest, request.baseUrl, signal));
      // Only the backend is missing now.
      if (!weights) yield { kind: 'phase', phase: 'probing' };
      const { capability, lost, compiling } = await opening;
      weights = loaded instanceof ArrayBuffer ? readWeights(shipped, manifest, loaded) : loaded;
      signal.throwIfAborted();
      yield { kind: 'phase', phase: 'compiling', backend: capability.backend };
      current = yield* openSession(capability, lost, weights, signal, compiling);
      yield { kind: 'phase', phase: 'ready' };
      const network: NetworkInfo = {
        name: 'shipped',
        size: shipped.size,
        parameters: countParameters(shipped),
        macs: countMacs(shipped),
        bytes: manifest.bytes,
        sha256: manifest.sha256,
        metadata: weights.metadata,
      };
      return { capability: current.capability, network };
    } finally {
      await opening?.catch(() => undefined);
      resolve();
    }
  }

  async function endSession(): Promise<void> {
    if (!current) return;
    current.end.abort(new EngineFailure('cancelled', ...PROBLEMS.restarted));
    // Jobs that wait for a macrotask or a read see the abort, and free what they hold while their backend still exists.
    await nextMacrotask();
    await nextMacrotask();
    current.networks.clear();
    current.exact.clear();
    current = undefined;
  }

  /** Runs a job in the session, once that is prepared; if the session ends, the job fails with the reason. */
  async function* inSession<Event, Result>(
    signal: AbortSignal,
    job: (session: BackendSession, signal: AbortSignal) => AsyncGenerator<Event, Result, void>,
  ): AsyncGenerator<Event, Result, void> {
    await orAbort(prepared, signal);
    if (!current)
      throw new EngineFailure('bad-request', 'The engine is not started.', 'Start it before it is used.');
    const { end } = current;
    try {
      return yield* job(current, AbortSignal.any([signal, end.signal]));
    } catch (error) {
      throw await explain(error, end.signal);
    }
  }

  /** A network that can be put on the backend. @throws EngineFailure 'bad-request' if it was not loaded */
  function storedNetwork(name: string): Pick<StoredNetwork, 'network' | 'weights'> {
    if (name === 'shipped' && weights) return { network: shipped, weights };
    const network = stored.get(name);
    if (!network) throw notLoaded(name);
    return network;
  }

  /** Lends an exact denoiser to a job. */
  function lendExact<Event, Result>(
    { exact }: BackendSession,
    name: string,
    job: (denoiser: ExactDenoiser) => AsyncGenerator<Event, Result, void>,
  ): AsyncGenerator<Event, Result, void> {
    if (!exact.has(name)) throw notLoaded(name);
    return exact.lend(name, job);
  }

  /** Lends a network or an exact denoiser to a job. */
  function lend<Event, Result>(
    session: BackendSession,
    name: string,
    job: (denoiser: Denoiser) => AsyncGenerator<Event, Result, void>,
  ): AsyncGenerator<Event, Result, void> {
    if (isExactName(name)) return lendExact(session, name, job);
    const { networks } = session;
    if (!networks.has(name)) {
      const { network, weights } = storedNetwork(name);
      networks.put(name, createDenoiser(network, weights));
    }
    return networks.lend(name, job);
  }

  /** The handler of a job that evaluates the network named in its request. */
  function withNetwork<Request extends { readonly network: string }, Event, Result>(
    job: (
      network: LoadedNetwork,
      request: Request,
      signal: AbortSignal,
    ) => AsyncGenerator<Event, Result, void>,
  ) {
    return (request: Request, signal: AbortSignal): AsyncGenerator<Event, Result, void> =>
      inSession(signal, (session, sessionSignal) =>
        lend(session, request.network, (denoiser) =>
          job({ denoiser, capability: session.capability }, request, sessionSignal),
        ),
      );
  }

  /** The handler of a job that evaluates the exact denoiser named in its request. */
  function withExact<Request extends { readonly network: string }, Result>(
    job: (
      denoiser: ExactDenoiser,
      request: Request,
      signal: AbortSignal,
    ) => AsyncGenerator<never, Result, void>,
  ) {
    return (request: Request, signal: AbortSignal): AsyncGenerator<never, Result, void> =>
      inSession(signal, (session, sessionSignal) =>
        lendExact(session, request.network, (denoiser) => job(denoiser, request, sessionSignal)),
      );
  }

  /** Loads a trained network and evaluates it once; if that fails, everything stays as it was. */
  async function* load(
    request: RequestOf<'load'>,
    signal: AbortSignal,
  ): AsyncGenerator<never, ResultOf<'load'>, void> {
    const plan = planLoad(request);
    // eslint-disable-next-line require-yield -- a job without events
    return yield* inSession(signal, async function* ({ networks }, sessionSignal) {
      networks.put(request.name, await createWarmDenoiser(plan.network, plan.weights, sessionSignal));
      stored.delete(request.name);
      stored.set(request.name, plan);
      for (const oldest of stored.keys()) {
        if (stored.size < MAX_NETWORKS) break;
        stored.delete(oldest);
      }
      const { size, classes, trainedOn } = plan.network;
      return {
        size,
        classes,
        schedule: { name: trainedOn.schedule, T: trainedOn.T },
        parameters: countParameters(plan.network),
        macs: countMacs(plan.network),
        averaged: plan.averaged.slice(),
      };
    });
  }

  return {
    prepare,
    sample: withNetwork(sample),
    predict: withNetwork(predict),
    bound: withNetwork(bound),
    score: withNetwork(score),
    load,
    nearest: (request, signal) => nearestDigits(request, packs, signal),
    judge: (request, signal) => inSession(signal, (_, sessionSignal) => judge(request, sessionSignal)),
    exact: withExact(exact),
    exactNearest: withExact(exactNearest),
    exactDigits: (request, signal) =>
      inSession(signal, (session, sessionSignal) =>
        exactDigits(session.exact, request, packs, sessionSignal),
      ),
    exactLoss: (request, signal) =>
      inSession(signal, (session, sessionSignal) =>
        lendExact(session, request.exact, (denoiser) =>
          lend(session, request.network, (network) =>
            exactLoss(denoiser, network, session.capability.backend, request, packs, sessionSignal),
          ),
        ),
      ),
  } satisfies Partial<Handlers>;
}

function notLoaded(name: string): EngineFailure {
  return new EngineFailure('bad-request', ...PROBLEMS.noNetwork(name));
}
