import { engine, removeBackend, setBackend } from '@tensorflow/tfjs-core';
import { describeWebGl, findAdapter } from './backends/graphics';
import type { WasmFiles } from './backends/wasm';
import { runCanary } from './canary';
import { ModelError } from './errors';

export type BackendName = 'webgpu' | 'webgl' | 'wasm' | 'cpu';

/** What computes, and how it was found. */
export interface Capability {
  readonly backend: BackendName;
  /** The adapter's description, or for example 'wasm SIMD, 1 thread'. */
  readonly device: string;
  /** A GPU interface that is computed on the CPU. */
  readonly software: boolean;
  /** Milliseconds of the canary, once warm. */
  readonly canaryMs: number;
  /** What was tried and why it was not taken, in sentences. */
  readonly notes: string[];
}

/** The backend that runs. */
export interface Backend {
  readonly capability: Capability;
  /** Resolves with what has happened, a sentence, if the device can compute no more; never for a backend without one. */
  readonly lost: Promise<string>;
}

export interface BackendOptions {
  /** Tried first, even if it is computed in software. If it cannot run, the ladder follows and a note says so. */
  readonly wanted?: BackendName | undefined;
  /** Not taken, not even if it is wanted: it failed here before. */
  readonly without?: readonly BackendName[] | undefined;
  readonly wasmFiles?: WasmFiles | undefined;
}

const TITLES: Record<BackendName, string> = {
  webgpu: 'WebGPU',
  webgl: 'WebGL',
  wasm: 'WebAssembly',
  cpu: 'Plain JavaScript',
};

/**
 * Chooses and starts tfjs's backend: WebGPU; else WebGL or WebAssembly, whichever runs the canary faster; else
 * plain JavaScript. Each has to prove itself in numbers first. A GPU that is really the CPU is passed over. Only
 * what is tried is loaded. May be called again, after a device was lost or to change the backend; tensors of the
 * backend before must be disposed by then.
 * @throws ModelError 'no-backend' if nothing computes
 */
export async function openBackend(options: BackendOptions): Promise<Backend> {
  // A lost device is used on by tfjs without a word, so nothing of an earlier WebGPU backend may stay.
  if ('webgpu' in engine().registryFactory) removeBackend('webgpu');
  const notes: string[] = [];
  const tried = new Set<BackendName>();
  const attempt = async (name: BackendName): Promise<Proven | undefined> => {
    if (tried.has(name)) return undefined;
    tried.add(name);
    if (options.without?.includes(name)) {
      notes.push(`${TITLES[name]} is not used: it failed here again and again.`);
      return undefined;
    }
    try {
      return await prove(name, options);
    } catch (error) {
      const asked = options.wanted === name ? ' was asked for but' : '';
      notes.push(
        `${TITLES[name]}${asked} is not used: ${error instanceof Error ? error.message : String(error)}`,
      );
      return undefined;
    }
  };

  const chosen =
    (options.wanted && (await attempt(options.wanted))) ??
    (await attempt('webgpu')) ??
    faster(await attempt('webgl'), await attempt('wasm'), notes) ??
    (await attempt('cpu'));
  if (!chosen) {
    throw new ModelError(
      'no-backend',
      `Nothing here can run the network. ${notes.join(' ')}`,
      'Try a current Chrome, Edge, Firefox or Safari.',
    );
  }
  const { lost, ...found } = chosen;
  await setBackend(found.backend);
  return { capability: { ...found, notes }, lost };
}

type Proven = Omit<Capability, 'notes'> & Pick<Backend, 'lost'>;

async function prove(name: BackendName, options: BackendOptions): Promise<Proven> {
  const { lost = new Promise(() => undefined), ...opened } = await open(name, options);
  if (!(await setBackend(name))) throw new Error('It did not start.');
  const ended = lost.then((happened): never => {
    throw new Error(happened);
  });
  return {
    backend: name,
    software: false,
    ...opened,
    lost,
    canaryMs: await Promise.race([runCanary(), ended]),
  };
}

async function open(
  name: BackendName,
  { wanted, wasmFiles }: BackendOptions,
): Promise<Pick<Proven, 'device'> & Partial<Proven>> {
  switch (name) {
    case 'webgpu': {
      const found = await findAdapter();
      refuseSoftware(found, wanted === name);
      const { register } = await import('./backends/webgpu');
      return { device: found.device, software: found.software, ...(await register(found)) };
    }
    case 'webgl': {
      const described = describeWebGl();
      refuseSoftware(described, wanted === name);
      await import('@tensorflow/tfjs-backend-webgl');
      return described;
    }
    case 'wasm': {
      const { configure } = await import('./backends/wasm');
      return configure(wasmFiles);
    }
    case 'cpu':
      await import('@tensorflow/tfjs-backend-cpu');
      return { device: 'plain JavaScript, 1 thread' };
  }
}

function refuseSoftware({ software, device }: { software: boolean; device: string }, wanted: boolean): void {
  if (software && !wanted) throw new Error(`It is computed in software here (${device}).`);
}

function faster(a: Proven | undefined, b: Proven | undefined, notes: string[]): Proven | undefined {
  if (!a || !b) return a ?? b;
  const [winner, loser] = a.canaryMs < b.canaryMs ? [a, b] : [b, a];
  const milliseconds = (proven: Proven): string => `${proven.canaryMs.toFixed(1)} ms`;
  notes.push(
    `${TITLES[loser.backend]} is not used: ${TITLES[winner.backend]} is faster here ` +
      `(${milliseconds(winner)} against ${milliseconds(loser)}).`,
  );
  return winner;
}
