import { tidy, zeros, type Tensor4D } from '@tensorflow/tfjs-core';
import { makeSchedule } from '../../diffusion/schedule';
import { openBackend, type Backend, type Capability } from '../../model/backend';
import type { WasmFiles } from '../../model/backends/wasm';
import { createDenoiser, type Denoiser } from '../../model/denoiser';
import { countMacs, countParameters } from '../../model/network';
import { shipped } from '../../model/networks/shipped';
import manifest from '../../model/networks/shipped.weights.json';
import { downloadWeights, readWeights, type Weights } from '../../model/weights';
import { EngineFailure } from '../protocol/errors';
import type { EventOf, NetworkInfo, RequestOf, ResultOf } from '../protocol/jobs';
import { explain, restarted, deviceLost } from './failures';
import { hop, latch, orAbort } from './hop';
import type { Loaded } from './loaded';
import { predict } from './predict';
import { read } from './read';
import { sample } from './sample';
import type { Handlers } from './serve';

/** A prepared engine, until its backend is lost or another takes its place. */
interface Life extends Loaded {
  readonly end: AbortController;
}

/**
 * The jobs of one worker, and what they share: tfjs has one current backend, so there is one network on it.
 * `prepare` may be called again, to change the backend or after a lost device; jobs that run then are ended.
 * @param wasmFiles addresses of tfjs's WebAssembly files; in Node they are found beside the package
 */
export function createSession(wasmFiles?: WasmFiles): Pick<Handlers, 'prepare' | 'sample' | 'predict'> {
  let weights: Weights | undefined;
  let life: Life | undefined;
  let prepared: Promise<void> = Promise.resolve();

  async function* prepare(
    request: RequestOf<'prepare'>,
    signal: AbortSignal,
  ): AsyncGenerator<EventOf<'prepare'>, ResultOf<'prepare'>, void> {
    const before = prepared;
    const { promise, resolve } = latch();
    prepared = promise;
    await before;
    let opening: Promise<Backend> | undefined;
    try {
      await endLife();
      yield { kind: 'phase', phase: 'probing' };
      opening = openBackend({ wanted: request.backend, wasmFiles });
      opening.catch(() => undefined); // It is awaited below, after the download that runs beside it.
      if (!weights) {
        yield { kind: 'phase', phase: 'downloading' };
        const file = yield* downloadWeights(manifest, request.baseUrl, signal);
        weights = readWeights(shipped, manifest, file);
      }
      const { capability, lost } = await opening;
      signal.throwIfAborted();
      yield { kind: 'phase', phase: 'compiling' };
      life = await begin(capability, lost, weights, signal);
      yield { kind: 'phase', phase: 'ready' };
      return { capability, network: describe(weights) };
    } finally {
      await opening?.catch(() => undefined);
      resolve();
    }
  }

  async function endLife(): Promise<void> {
    if (!life) return;
    life.end.abort(restarted());
    // Jobs that wait at a hop or a read see the abort and free what they hold while their backend is still there.
    await hop();
    await hop();
    life.denoiser.dispose();
    life = undefined;
  }

  async function* alive<Request, Event, Result>(
    job: (loaded: Loaded, request: Request, signal: AbortSignal) => AsyncGenerator<Event, Result, void>,
    request: Request,
    signal: AbortSignal,
  ): AsyncGenerator<Event, Result, void> {
    await orAbort(prepared, signal);
    if (!life)
      throw new EngineFailure('bad-request', 'The engine is not started.', 'Start it before it is used.');
    const { end } = life;
    try {
      return yield* job(life, request, AbortSignal.any([signal, end.signal]));
    } catch (error) {
      throw await explain(error, end.signal);
    }
  }

  return {
    prepare,
    sample: (request, signal) => alive(sample, request, signal),
    predict: (request, signal) => alive(predict, request, signal),
  };
}

/** Uploads the network and evaluates it once, which compiles its kernels and proves that its numbers are finite. */
async function begin(
  capability: Capability,
  lost: Promise<string>,
  weights: Weights,
  signal: AbortSignal,
): Promise<Life> {
  const end = new AbortController();
  void lost.then((reason) => end.abort(deviceLost(reason)));
  const denoiser = createDenoiser(shipped, weights);
  try {
    await warmUp(denoiser, AbortSignal.any([signal, end.signal]));
    return { denoiser, capability, end };
  } catch (error) {
    denoiser.dispose();
    throw await explain(error, end.signal);
  }
}

async function warmUp(denoiser: Denoiser, signal: AbortSignal): Promise<void> {
  const { size, classes, trainedOn } = denoiser.network;
  const schedule = makeSchedule(trainedOn.schedule, trainedOn.T);
  const epsilon = tidy(() => {
    const blank: Tensor4D = zeros([1, size, size, 1]);
    return denoiser.estimate(blank, schedule, trainedOn.T, [classes], 0).as('epsilon');
  });
  try {
    await read([epsilon], signal);
  } finally {
    epsilon.dispose();
  }
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
