import { engine, removeBackend, setBackend } from '@tensorflow/tfjs-core';
import { describeWebGl, findAdapter } from './backends/graphics';
import { setCpuPlans, type CpuPlans } from './backends/onCpu';
import type { WasmFiles } from './backends/wasm';
import { runCanary } from './canary';
import { ModelError } from './errors';

export type BackendName = 'webgpu' | 'webgl' | 'wasm' | 'cpu';

/** The backend that computes, and how it was chosen. */
export interface Capability {
  readonly backend: BackendName;
  /** The adapter's description, or a text such as 'SIMD with FMA, 1 thread'. */
  readonly device: string;
  /** Whether it is a GPU interface emulated on the CPU. */
  readonly software: boolean;
  /** Milliseconds of the canary after a warm-up. */
  readonly canaryMs: number;
  /** What was tried and why it was not chosen, in sentences. */
  readonly notes: string[];
}

/** A running backend. */
export interface Backend {
  readonly capability: Capability;
  /** Resolves with the reason, a sentence, when the device is lost; never for a backend without a device. */
  readonly lost: Promise<string>;
}

export interface BackendOptions {
  /** Tried first, even if it is emulated in software. If it cannot run, the others follow and a note says so. */
  readonly wanted?: BackendName | undefined;
  /** Never chosen, not even if wanted: they failed here before. */
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
 * Chooses and starts a backend: WebGPU; else WebGL or WebAssembly, whichever runs the canary faster; else plain JavaScript. Each must
 * first compute the canary correctly. GPU interfaces emulated on the CPU are skipped. Only what is tried is loaded. On WebAssembly
 * networks are computed by plans of our own (cpu/), and tfjs waits for {@link startTfjs}; it also takes over where a plan fails. May be called again after a device was lost, or to change the backend; the tensors of the previous backend must be
 * disposed by then.
 * @throws ModelError 'no-backend' if no backend works
 */
export async function openBackend(options: BackendOptions): Promise<Backend> {
  // tfjs silently goes on using a lost device, so an earlier WebGPU backend must be removed.
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
      return name === 'wasm' ? await proveWasm(options, notes) : await prove(name, options);
    } catch (error) {
      const requested = options.wanted === name ? ' was asked for but' : '';
      notes.push(
        `${TITLES[name]}${requested} is not used: ${error instanceof Error ? error.message : String(error)}`,
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
  const { lost, cpuPlans, ...capability } = chosen;
  setCpuPlans(cpuPlans);
  if (!cpuPlans) await setBackend(capability.backend);
  return { capability: { ...capability, notes }, lost };
}

type Proven = Omit<Capability, 'notes'> &
  Pick<Backend, 'lost'> & {
    /** Where networks are computed without tfjs. */
    readonly cpuPlans?: CpuPlans;
  };

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

/** WebAssembly by plans of our own, or by tfjs's operations where these fail. @param notes is told why */
async function proveWasm(options: BackendOptions, notes: string[]): Promise<Proven> {
  try {
    const { runCpuCanary } = await import('./cpu/canary');
    const { sharedThreads } = await import('./cpu/threads');
    const { ms, arithmetic } = runCpuCanary();
    const threads = await sharedThreads();
    const startTfjs = (): Promise<void> => prove('wasm', options).then(() => undefined);
    return {
      ...{ backend: 'wasm', software: false, canaryMs: ms, lost: new Promise(() => undefined) },
      device: `${arithmetic}, ${threads ? `${threads.count} threads` : '1 thread'}`,
      cpuPlans: { threads, startTfjs },
    };
  } catch (error) {
    notes.push(`tfjs computes the networks: ${error instanceof Error ? error.message : String(error)}`);
    return prove('wasm', options);
  }
}

async function open(
  name: BackendName,
  { wanted, wasmFiles }: BackendOptions,
): Promise<Pick<Proven, 'device'> & Partial<Proven>> {
  switch (name) {
    case 'webgpu': {
      const adapter = await findAdapter();
      refuseSoftware(adapter, wanted === name);
      const { register } = await import('./backends/webgpu');
      return { device: adapter.device, software: adapter.software, ...(await register(adapter)) };
    }
    case 'webgl': {
      const description = describeWebGl();
      refuseSoftware(description, wanted === name);
      await import('@tensorflow/tfjs-backend-webgl');
      return description;
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
