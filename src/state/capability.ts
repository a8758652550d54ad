import { createStore } from 'zustand/vanilla';
import { connect } from '../engine/client/engine';
import type { Engine } from '../engine/client/engine';
import type { EngineError } from '../engine/protocol/errors';
import { toEngineError } from '../engine/protocol/errors';
import type { BackendName, Capability, NetworkInfo, PrepareEvent } from '../engine/protocol/jobs';
import { notify } from './notices';

export type EngineStatus =
  | { kind: 'waiting' }
  | { kind: 'probing' }
  | { kind: 'downloading'; loaded: number; total: number }
  | { kind: 'compiling' }
  | { kind: 'ready'; capability: Capability; network: NetworkInfo }
  | { kind: 'failed'; error: EngineError };

/** Where the engine stands: what it is doing, or what it runs on. */
export const capability = createStore<{ status: EngineStatus }>(() => ({ status: { kind: 'waiting' } }));

const BACKENDS: readonly BackendName[] = ['webgpu', 'webgl', 'wasm', 'cpu'];

/** The backend that the link asks for (`?backend=`); a foreign name gets a notice. */
function requestedBackend(): BackendName | undefined {
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

const setStatus = (status: EngineStatus) => capability.setState({ status });

function follow(event: PrepareEvent): void {
  if (event.kind === 'download') setStatus({ kind: 'downloading', loaded: event.loaded, total: event.total });
  else if (event.phase === 'downloading') setStatus({ kind: 'downloading', loaded: 0, total: 0 });
  else if (event.phase === 'probing' || event.phase === 'compiling') setStatus({ kind: event.phase });
}

/** The engine that is starting or runs, its worker, and when it was started. */
let current: { engine: Promise<Engine>; worker: Worker; since: number } | null = null;

async function prepare(worker: Worker): Promise<Engine> {
  setStatus({ kind: 'probing' });
  const connected = connect(worker);
  const backend = requestedBackend();
  const result = await connected.run(
    'prepare',
    { baseUrl: new URL('.', document.baseURI).href, ...(backend && { backend }) },
    { onEvent: follow },
  );
  setStatus({ kind: 'ready', ...result });
  return connected;
}

function drop(error: EngineError): void {
  current?.worker.terminate();
  current = null;
  setStatus({ kind: 'failed', error });
}

/** The engine, started once; after a failure the next call starts it anew. Rejects with an EngineError. */
export function engine(): Promise<Engine> {
  if (current) return current.engine;
  const worker = new Worker(new URL('../engine/worker/main.worker.ts', import.meta.url), { type: 'module' });
  const starting = prepare(worker).catch((caught: unknown) => {
    if (current?.worker === worker) drop(toEngineError(caught));
    throw caught;
  });
  current = { engine: starting, worker, since: performance.now() };
  return starting;
}

/** A device that is lost again this soon is not taken again without being asked. */
const STEADY_MS = 30_000;

/**
 * Tells what a job failed of. A lost device or a crashed worker is useless from then on: the engine starts anew by itself, on
 * what is left to compute with, unless it has only just started.
 */
export function reportFailure(error: EngineError): void {
  if ((error.code !== 'device-lost' && error.code !== 'worker-crashed') || !current) return;
  const steady = performance.now() - current.since > STEADY_MS;
  drop(error);
  if (steady) engine().catch(() => undefined);
}
