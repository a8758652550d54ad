import { baseUrl } from '../baseUrl';
import { createStore } from 'zustand/vanilla';
import { connect, type Engine } from '../../engine/client/engine';
import { type EngineError, EngineFailure, toEngineError } from '../../engine/protocol/errors';
import type { BackendName, Capability, NetworkInfo, PrepareEvent } from '../../engine/protocol/jobs';
import { dismiss, notify } from '../notices';
import { TEXTS } from '../texts';
import { watch } from './heartbeat';
import { EngineRestarts } from './restarts';

export type EngineStatus =
  | { kind: 'waiting' }
  | { kind: 'probing' }
  | { kind: 'downloading'; loaded: number; total: number }
  | { kind: 'compiling'; done: number; of: number }
  | { kind: 'ready'; capability: Capability; network: NetworkInfo }
  | { kind: 'failed'; error: EngineError };

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
  const requested = new URLSearchParams(location.search).get('backend');
  if (requested === null) return undefined;
  const backend = BACKENDS.find((name) => name === requested);
  if (!backend)
    notify({
      kind: 'warning',
      text: TEXTS.badBackend(requested.slice(0, 24), BACKENDS.join(', ')),
    });
  return backend;
}

/** How long the worker may be silent while it prepares: it has to load and to compile. */
const PREPARING_MS = 90_000;

const silent = (seconds: number): EngineFailure =>
  new EngineFailure('worker-crashed', ...TEXTS.silent(seconds));

/** What an event of the preparation says of the engine; undefined if it says nothing new. */
function statusAfter(event: PrepareEvent): EngineStatus | undefined {
  if (event.kind === 'download') return { kind: 'downloading', loaded: event.loaded, total: event.total };
  if (event.kind === 'shaders') return { kind: 'compiling', done: event.done, of: event.of };
  switch (event.phase) {
    case 'downloading':
      return { kind: 'downloading', loaded: 0, total: 0 };
    case 'probing':
      return { kind: 'probing' };
    case 'compiling':
      return { kind: 'compiling', done: 0, of: 0 };
    case 'ready':
      return undefined;
    default:
      return event satisfies never;
  }
}

/** The engine that is starting or running, and its worker. */
interface Running {
  readonly connection: Engine;
  readonly ready: Promise<Engine>;
  readonly worker: Worker;
}

/** The engine of the page: started when it is first needed, and anew when it is lost. */
function createEngine() {
  const status = createStore<{ status: EngineStatus }>(() => ({ status: { kind: 'waiting' } }));
  const restarts = new EngineRestarts();
  let running: Running | null = null;
  /** What the engine computes on, as soon as it knows. */
  let backend: BackendName | null = null;
  /** What the last lost engine computed on, and the notice that said so. */
  let lostBackend: BackendName | null = null;
  let restartNotice = 0;

  const setStatus = (next: EngineStatus): void => status.setState({ status: next });

  /** Says that the next engine computes elsewhere than the lost one, and why. */
  function sayMoved(capability: Capability): void {
    if (lostBackend !== null && lostBackend !== capability.backend)
      notify({
        kind: 'warning',
        text: TEXTS.moved(BACKEND_TITLES[capability.backend], capability.device, capability.notes.join(' ')),
      });
    lostBackend = null;
  }

  /** Ends an engine whose worker does not answer for so long. Returns a function that stops it. */
  const watchEngine = (connection: Engine, patienceMs: number): (() => void) =>
    watch(
      connection,
      () => patienceMs,
      (seconds) => reportFailure(silent(seconds), connection),
    );

  async function prepare(connection: Engine): Promise<Engine> {
    setStatus({ kind: 'probing' });
    backend = null;
    const requested = requestedBackend();
    const unwatch = watchEngine(connection, PREPARING_MS);
    const onEvent = (event: PrepareEvent): void => {
      if (event.kind === 'phase' && event.phase === 'compiling') backend = event.backend;
      const next = statusAfter(event);
      if (next) setStatus(next);
    };
    try {
      const result = await connection.run(
        'prepare',
        {
          baseUrl: baseUrl(),
          without: restarts.abandoned,
          ...(requested && { backend: requested }),
        },
        { onEvent },
      );
      setStatus({ kind: 'ready', ...result });
      sayMoved(result.capability);
      return connection;
    } finally {
      unwatch();
    }
  }

  /** Ends the engine: what ran on it fails with the same error. */
  function drop({ code, message, remedy }: EngineError): void {
    const dropped = running;
    running = null;
    setStatus({ kind: 'failed', error: { code, message, remedy } });
    dropped?.worker.terminate();
    dropped?.connection.close(new EngineFailure(code, message, remedy));
  }

  /** The engine, started once; after a failure the next call starts it anew. Rejects with an EngineError. */
  function engine(): Promise<Engine> {
    if (running) return running.ready;
    const worker = new Worker(new URL('../../engine/worker/main.worker.ts', import.meta.url), {
      type: 'module',
    });
    const connection = connect(worker);
    const ready = prepare(connection).catch((caught: unknown) => {
      const error = toEngineError(caught);
      if (error.code === 'device-lost') reportFailure(error, connection);
      if (running?.connection === connection) drop(error);
      // If another engine has replaced this one, wait for that one.
      if (running) return running.ready;
      throw caught;
    });
    running = { connection, ready, worker };
    return ready;
  }

  /**
   * Reports why a job failed, and on which engine. With a lost device or a crashed worker an engine is useless: it is restarted,
   * unless it has ended again and again.
   * @returns whether another engine is there, or on its way, for the job that failed on this one
   */
  function reportFailure(error: EngineError, on: Engine): boolean {
    if (error.code !== 'device-lost' && error.code !== 'worker-crashed') return false;
    if (running?.connection === on) {
      lostBackend = backend;
      drop(error);
      dismiss(restartNotice);
      if (restarts.note(backend)) {
        restartNotice = notify({ kind: 'warning', text: TEXTS.restarts(error.message) });
        engine().catch(() => undefined);
      }
    }
    return running !== null && running.connection !== on;
  }

  return { engine, reportFailure, status, watchEngine };
}

const page = createEngine();
export const { engine, reportFailure, watchEngine } = page;
/** Where the engine stands: what it is doing, or what it runs on. */
export const engineStatus = page.status;
