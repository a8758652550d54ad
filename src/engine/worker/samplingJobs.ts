import { openBackend, type Backend } from '../../model/backend';
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
import { bound } from './bound';
import type { PackCache } from './digits';
import { exact, exactDigits, exactNearest } from './exact';
import { exactLoss } from './exactLoss';
import { explain, restarted } from './failures';
import { nextMacrotask, deferred, orAbort } from './eventLoop';
import { createJudge } from './judge';
import { openSession, MOST_NETWORKS, createWarmDenoiser, type BackendSession } from './backendSession';
import { planLoad, type StoredNetwork } from './load';
import type { LoadedNetwork } from './loadedNetwork';
import { nearestDigits } from './nearest';
import { predict } from './predict';
import { sample } from './sample';
import { score } from './score';
import type { Handlers } from './serve';

/**
 * The jobs of one worker, and what they share: tfjs has one current backend, and the networks are on it.
 * `prepare` may be called again, to change the backend or after a lost device; jobs that run then are ended.
 * @param wasmFiles addresses of tfjs's WebAssembly files; in Node they are found beside the package
 */
export function createSamplingJobs(
  wasmFiles?: WasmFiles,
): Pick<
  Handlers,
  | 'prepare'
  | 'sample'
  | 'predict'
  | 'bound'
  | 'score'
  | 'load'
  | 'nearest'
  | 'judge'
  | 'exactDigits'
  | 'exact'
  | 'exactLoss'
  | 'exactNearest'
> {
  const packs: PackCache = new Map();
  const judge = createJudge(packs);
  let weights: Weights | undefined;
  let session: BackendSession | undefined;
  /** Networks that were loaded, the newest last: a backend that is started anew takes them from here. */
  const trained = new Map<string, StoredNetwork>();
  let prepared: Promise<void> = Promise.resolve();

  async function* prepare(
    request: RequestOf<'prepare'>,
    signal: AbortSignal,
  ): AsyncGenerator<EventOf<'prepare'>, ResultOf<'prepare'>, void> {
    const before = prepared;
    const { promise, resolve } = deferred();
    prepared = promise;
    await before;
    let opening: Promise<Backend & { readonly compiling: Compiling | undefined }> | undefined;
    try {
      await endLife();
      yield { kind: 'phase', phase: 'probing' };
      // Shaders need no weights: they are compiled while these are on their way, and while they are read.
      opening = openBackend({ wanted: request.backend, without: request.without, wasmFiles }).then(
        (backend) => ({ ...backend, compiling: startCompiling(shipped) }),
      );
      opening.catch(() => undefined); // It is awaited below, after the download that runs beside it.
      if (!weights) yield { kind: 'phase', phase: 'downloading' };
      const there = weights ?? (yield* downloadWeights(manifest, request.baseUrl, signal));
      // What is still missing then is the backend.
      if (!weights) yield { kind: 'phase', phase: 'probing' };
      const { capability, lost, compiling } = await opening;
      weights = there instanceof ArrayBuffer ? readWeights(shipped, manifest, there) : there;
      signal.throwIfAborted();
      yield { kind: 'phase', phase: 'compiling', backend: capability.backend };
      session = yield* openSession(capability, lost, weights, signal, compiling);
      yield { kind: 'phase', phase: 'ready' };
      return { capability, network: describe(weights) };
    } finally {
      await opening?.catch(() => undefined);
      resolve();
    }
  }

  async function endLife(): Promise<void> {
    if (!session) return;
    session.end.abort(restarted());
    // Jobs that wait at a hop or a read see the abort and free what they hold while their backend is still there.
    await nextMacrotask();
    await nextMacrotask();
    session.shelf.clear();
    session.exact.clear();
    session = undefined;
  }

  /** Does a job once the engine stands, and says why where its backend has ended. */
  async function* alive<Event, Result>(
    signal: AbortSignal,
    job: (session: BackendSession, signal: AbortSignal) => AsyncGenerator<Event, Result, void>,
  ): AsyncGenerator<Event, Result, void> {
    await orAbort(prepared, signal);
    if (!session)
      throw new EngineFailure('bad-request', 'The engine is not started.', 'Start it before it is used.');
    const { end } = session;
    try {
      return yield* job(session, AbortSignal.any([signal, end.signal]));
    } catch (error) {
      throw await explain(error, end.signal);
    }
  }

  /** A network that can be put on the backend again. */
  function kept(name: string): Pick<StoredNetwork, 'network' | 'weights'> {
    if (name === 'shipped' && weights) return { network: shipped, weights };
    const known = trained.get(name);
    if (!known) throw notLoaded(name);
    return known;
  }

  /** Lends the exact denoiser of that name for the time of a job. */
  function lendExact<Event, Result>(
    { exact }: BackendSession,
    name: string,
    job: (denoiser: ExactDenoiser) => AsyncGenerator<Event, Result, void>,
  ): AsyncGenerator<Event, Result, void> {
    if (!exact.has(name)) throw notLoaded(name);
    return exact.lend(name, job);
  }

  /** Lends the network of that name, or the exact denoiser, for the time of a job. */
  function lend<Event, Result>(
    session: BackendSession,
    name: string,
    job: (denoiser: Denoiser) => AsyncGenerator<Event, Result, void>,
  ): AsyncGenerator<Event, Result, void> {
    if (isExactName(name)) return lendExact(session, name, job);
    const { shelf } = session;
    if (!shelf.has(name)) {
      const { network, weights } = kept(name);
      shelf.put(name, createDenoiser(network, weights));
    }
    return shelf.lend(name, job);
  }

  /** A job that evaluates the network which its request names. */
  function evaluating<Request extends { readonly network: string }, Event, Result>(
    job: (
      loaded: LoadedNetwork,
      request: Request,
      signal: AbortSignal,
    ) => AsyncGenerator<Event, Result, void>,
  ) {
    return (request: Request, signal: AbortSignal): AsyncGenerator<Event, Result, void> =>
      alive(signal, (session, ended) =>
        lend(session, request.network, (denoiser) =>
          job({ denoiser, capability: session.capability }, request, ended),
        ),
      );
  }

  /** Takes a network up once it has been evaluated; one that fails leaves everything as it was. */
  async function* load(
    request: RequestOf<'load'>,
    signal: AbortSignal,
  ): AsyncGenerator<never, ResultOf<'load'>, void> {
    const plan = planLoad(request);
    // eslint-disable-next-line require-yield -- a job without events
    return yield* alive(signal, async function* ({ shelf }, ended) {
      shelf.put(request.name, await createWarmDenoiser(plan.network, plan.weights, ended));
      trained.delete(request.name);
      trained.set(request.name, plan);
      for (const oldest of trained.keys()) {
        if (trained.size < MOST_NETWORKS) break;
        trained.delete(oldest);
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

  /** A job that asks the exact denoiser which its request names. */
  function askingExact<Request extends { readonly network: string }, Result>(
    job: (
      denoiser: ExactDenoiser,
      request: Request,
      signal: AbortSignal,
    ) => AsyncGenerator<never, Result, void>,
  ) {
    return (request: Request, signal: AbortSignal): AsyncGenerator<never, Result, void> =>
      alive(signal, (session, ended) =>
        lendExact(session, request.network, (denoiser) => job(denoiser, request, ended)),
      );
  }

  return {
    prepare,
    sample: evaluating(sample),
    predict: evaluating(predict),
    bound: evaluating(bound),
    score: evaluating(score),
    load,
    nearest: (request, signal) => nearestDigits(request, packs, signal),
    judge: (request, signal) => alive(signal, (_, ended) => judge(request, ended)),
    exact: askingExact(exact),
    exactNearest: askingExact(exactNearest),
    exactDigits: (request, signal) =>
      alive(signal, ({ exact: shelf }, ended) => exactDigits(shelf, request, packs, ended)),
    exactLoss: (request, signal) =>
      alive(signal, (session, ended) =>
        lendExact(session, request.exact, (denoiser) =>
          lend(session, request.network, (network) =>
            exactLoss(denoiser, network, session.capability.backend, request, packs, ended),
          ),
        ),
      ),
  };
}

function notLoaded(name: string): EngineFailure {
  return new EngineFailure(
    'bad-request',
    `The engine has no network "${name}".`,
    'Choose it again among the networks.',
  );
}

function describe({ metadata }: Weights): NetworkInfo {
  return {
    name: 'shipped',
    size: shipped.size,
    parameters: countParameters(shipped),
    macs: countMacs(shipped),
    bytes: manifest.bytes,
    sha256: manifest.sha256,
    metadata,
  };
}
