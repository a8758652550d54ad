import { createStore } from 'zustand/vanilla';
import { connect } from '../../engine/client/engine';
import type { Engine } from '../../engine/client/engine';
import type { EngineError } from '../../engine/protocol/errors';
import { EngineFailure, toEngineError } from '../../engine/protocol/errors';
import type { BackendName, Capability, NetworkInfo, PrepareEvent } from '../../engine/protocol/jobs';
import { EngineRestarts } from './restarts';
import { watch } from './heartbeat';
import { dismiss, notify } from '../notices';

export type EngineStatus =
  | { kind: 'waiting' }
  | { kind: 'probing' }
  | { kind: 'downloading'; loaded: number; total: number }
  | { kind: 'compiling'; done: number; of: number }
  | { kind: 'ready'; capability: Capability; network: NetworkInfo }
  | { kind: 'failed'; error: EngineError };

/** Where the engine stands: what it is doing, or what it runs on. */
export const engineStatus = createStore<{ status: EngineStatus }>(() => ({ status: { kind: 'waiting' } }));

/** What the backends are called on the page. */
export const BACKEND_TITLES: Readonly<Record<BackendName, string>> = {
  webgpu: 'WebGPU',
  webgl: 'WebGL',
  wasm: 'WebAssembly',
  cpu: 'JavaScript',
};

const BACKENDS = Object.keys(BACKEND_TITLES) as BackendName[];

/** The backend that the link asks for (`?backend=`); a foreign name gets a notice. */
export function requestedBackend(): BackendName | undefined {
  const asked = new URLSearchParams(location.search).get('backend');
  if (asked === null) return undefined;
  const known = BACKENDS.find((name) => name === asked);
  if (!known)
    notify({
      kind: 'warning',
      text: `backend = "${asked.slice(0, 24)}" is not one of ${BACKENDS.join(', ')}. The best one here is used.`,
    });
  return known;
}

/** What the engine computes on, as soon as it has found that. */
let backend: BackendName | null = null;

const setStatus = (status: EngineStatus) => engineStatus.setState({ status });

function follow(event: PrepareEvent): void {
  if (event.kind === 'download') setStatus({ kind: 'downloading', loaded: event.loaded, total: event.total });
  else if (event.kind === 'shaders') setStatus({ kind: 'compiling', done: event.done, of: event.of });
  else if (event.phase === 'downloading') setStatus({ kind: 'downloading', loaded: 0, total: 0 });
  else if (event.phase === 'probing') setStatus({ kind: 'probing' });
  else if (event.phase === 'compiling') {
    backend = event.backend;
    setStatus({ kind: 'compiling', done: 0, of: 0 });
  }
}

/** The engine that is starting or runs, and its worker. */
let current: { connection: Engine; ready: Promise<Engine>; worker: Worker } | null = null;

/** How engines of this page ended. */
const ends = new EngineRestarts();

/** How long the worker may be silent while it prepares: it has to load and to compile. */
const PREPARING_MS = 90_000;

async function prepare(connection: Engine): Promise<Engine> {
  setStatus({ kind: 'probing' });
  backend = null;
  const wanted = requestedBackend();
  const unwatch = watchEngine(connection, PREPARING_MS);
  try {
    const result = await connection.run(
      'prepare',
      {
        baseUrl: new URL('.', document.baseURI).href,
        without: ends.left,
        ...(wanted && { backend: wanted }),
      },
      { onEvent: follow },
    );
    setStatus({ kind: 'ready', ...result });
    sayMoved(result.capability);
    return connection;
  } finally {
    unwatch();
  }
}

/** What the engine computed on that was lost last, and the message that said so. */
let lostOn: BackendName | null = null;
let saidAnew = 0;

/** Says that an engine goes on elsewhere than the one that was lost, and why. */
function sayMoved({ backend: found, device, notes }: Capability): void {
  if (lostOn !== null && lostOn !== found)
    notify({
      kind: 'warning',
      text: `The network has moved to ${BACKEND_TITLES[found]} (${device}). ${notes.join(' ')}`,
    });
  lostOn = null;
}

/** EngineRestarts an engine whose worker does not answer for so long. Returns how to stop. */
export const watchEngine = (connection: Engine, patienceMs: number): (() => void) =>
  watch(
    connection,
    () => patienceMs,
    (seconds) => reportFailure(silent(seconds), connection),
  );

const silent = (seconds: number): EngineFailure =>
  new EngineFailure(
    'worker-crashed',
    `The worker has not answered for ${seconds} seconds and was ended.`,
    'Start the engine again; pictures that are already here are kept.',
  );

/** EngineRestarts an engine: what ran on it fails with the same error. */
function drop({ code, message, remedy }: EngineError): void {
  const dropped = current;
  current = null;
  setStatus({ kind: 'failed', error: { code, message, remedy } });
  dropped?.worker.terminate();
  dropped?.connection.close(new EngineFailure(code, message, remedy));
}

/** The engine, started once; after a failure the next call starts it anew. Rejects with an EngineError. */
export function engine(): Promise<Engine> {
  if (current) return current.ready;
  const worker = new Worker(new URL('../../engine/worker/main.worker.ts', import.meta.url), {
    type: 'module',
  });
  const connection = connect(worker);
  const ready = prepare(connection).catch((caught: unknown) => {
    const error = toEngineError(caught);
    if (error.code === 'device-lost') reportFailure(error, connection);
    if (current?.connection === connection) drop(error);
    // Where another engine has followed this one, it is waited for in its place.
    if (current) return current.ready;
    throw caught;
  });
  current = { connection, ready, worker };
  return ready;
}

/**
 * Tells what a job failed of, and the engine it ran on. A lost device or a crashed worker is useless from then on: the engine
 * starts anew by itself, unless it has ended again and again.
 * @returns whether another engine is there, or on its way, for what failed on this one
 */
export function reportFailure(error: EngineError, on: Engine): boolean {
  if (error.code !== 'device-lost' && error.code !== 'worker-crashed') return false;
  if (current?.connection === on) {
    lostOn = backend;
    drop(error);
    dismiss(saidAnew);
    if (ends.note(backend)) {
      const text = `${error.message} The engine starts anew; what ran goes on or begins again.`;
      saidAnew = notify({ kind: 'warning', text });
      engine().catch(() => undefined);
    }
  }
  return current !== null && current.connection !== on;
}
