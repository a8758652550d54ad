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
  else if (event.phase === 'probing' || event.phase === 'compiling') setStatus({ kind: event.phase });
}

let running: Promise<Engine> | null = null;

async function start(): Promise<Engine> {
  setStatus({ kind: 'probing' });
  const worker = new Worker(new URL('../engine/worker/main.worker.ts', import.meta.url), { type: 'module' });
  const engine = connect(worker);
  const backend = requestedBackend();
  try {
    const result = await engine.run(
      'prepare',
      { baseUrl: new URL('.', document.baseURI).href, ...(backend && { backend }) },
      { onEvent: follow },
    );
    setStatus({ kind: 'ready', ...result });
    return engine;
  } catch (caught) {
    worker.terminate();
    throw caught;
  }
}

/** The engine, started once; after a failure the next call starts it anew. Rejects with an EngineError. */
export function engine(): Promise<Engine> {
  running ??= start().catch((caught: unknown) => {
    running = null;
    setStatus({ kind: 'failed', error: toEngineError(caught) });
    throw caught;
  });
  return running;
}

/** Gives up an engine that a device loss or a crash has made useless; the next job starts a new one. */
export function abandonEngine(error: EngineError): void {
  running = null;
  setStatus({ kind: 'failed', error });
}
