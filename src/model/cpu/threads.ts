/** What the engine's thread tells the others. */
export type ThreadMessage =
  | { readonly kind: 'start'; readonly states: SharedArrayBuffer }
  | {
      readonly kind: 'load';
      readonly id: number;
      readonly module: WebAssembly.Module;
      readonly memory: WebAssembly.Memory;
    }
  | { readonly kind: 'drop'; readonly id: number }
  /** Evaluates pictures first .. end - 1 of a network; without a network of this id, nothing. */
  | {
      readonly kind: 'evaluate';
      readonly id: number;
      readonly first: number;
      readonly end: number;
      readonly thread: number;
    };

/** More threads than this gain little in a network of a million parameters. */
const MOST_THREADS = 4;
/** How long a thread may take to start, and to answer for the first time. */
const START_MS = 1000;
/** How long it may take to evaluate: far longer than it needs, even if the machine is busy. */
const EVALUATE_MS = 20_000;

/** No network has this id. */
const NO_NETWORK = 0;

/** Threads that share the pictures of a block with the thread that calls them, which waits for them. */
export class Threads {
  private networks = NO_NETWORK;
  private ended = false;

  private constructor(
    private readonly workers: readonly Worker[],
    /** 1 where a thread has done what it was last told; index 0 is that of the calling thread. */
    private readonly states: Int32Array,
  ) {}

  /**
   * Starts as many threads as are useful here.
   * @returns undefined if the calling thread had better work alone: the page shares no memory, or a thread does not answer
   */
  static async start(): Promise<Threads | undefined> {
    const { crossOriginIsolated = false } = globalThis as { crossOriginIsolated?: boolean };
    if (!crossOriginIsolated) return undefined;
    // Half of the cores are left to the page and to others.
    const count = Math.min(MOST_THREADS, Math.floor(navigator.hardwareConcurrency / 2));
    if (count < 2) return undefined;
    const states = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT * count);
    const workers: Worker[] = [];
    try {
      for (let i = 1; i < count; i++)
        workers.push(new Worker(new URL('./thread.worker.ts', import.meta.url), { type: 'module' }));
      await Promise.all(workers.map((worker) => started(worker, states)));
      const threads = new Threads(workers, new Int32Array(states));
      // Whether the others hear of their work while this one waits, and answer.
      if (threads.evaluate(NO_NETWORK, count, () => undefined, START_MS)) return threads;
    } catch {
      // They are refused here, or silent.
    }
    workers.forEach((worker) => worker.terminate());
    return undefined;
  }

  /** Threads with the calling one. */
  get count(): number {
    return this.workers.length + 1;
  }

  /** Gives the threads a module with its memory, which they share. @returns its id */
  load(module: WebAssembly.Module, memory: WebAssembly.Memory): number {
    const id = ++this.networks;
    this.post({ kind: 'load', id, module, memory });
    return id;
  }

  drop(id: number): void {
    this.post({ kind: 'drop', id });
  }

  /**
   * Evaluates the first pictures of a network, each thread its share, and waits for all.
   * @param evaluateHere evaluates the calling thread's share
   * @returns whether all threads have answered; if not, they are ended, and what they were to compute is undefined
   */
  evaluate(
    id: number,
    pictures: number,
    evaluateHere: (first: number, end: number, thread: number) => void,
    timeoutMs = EVALUATE_MS,
  ): boolean {
    const { workers, states } = this;
    if (this.ended) return false;
    const share = Math.ceil(pictures / this.count);
    const busy = Math.ceil(pictures / share) - 1;
    for (let thread = 1; thread <= busy; thread++) {
      Atomics.store(states, thread, 0);
      const end = Math.min(pictures, (thread + 1) * share);
      const message = { kind: 'evaluate', id, first: thread * share, end, thread } as const;
      workers[thread - 1].postMessage(message satisfies ThreadMessage);
    }
    evaluateHere(0, Math.min(pictures, share), 0);
    for (let thread = 1; thread <= busy; thread++) {
      if (Atomics.wait(states, thread, 0, timeoutMs) !== 'timed-out') continue;
      this.ended = true;
      workers.forEach((worker) => worker.terminate());
      return false;
    }
    return true;
  }

  private post(message: ThreadMessage): void {
    this.workers.forEach((worker) => worker.postMessage(message));
  }
}

let shared: Promise<Threads | undefined> | undefined;

/** The threads of this page or worker, started on first use; undefined if it has none. */
export function sharedThreads(): Promise<Threads | undefined> {
  return (shared ??= Threads.start());
}

/** Resolves once a thread has started. @throws Error if it cannot, or is silent */
async function started(worker: Worker, states: SharedArrayBuffer): Promise<void> {
  const ready = new Promise<void>((resolve, reject) => {
    worker.onmessage = () => resolve();
    worker.onerror = (event) => {
      event.preventDefault();
      reject(new Error('refused'));
    };
    setTimeout(() => reject(new Error('silent')), START_MS);
  });
  worker.postMessage({ kind: 'start', states } satisfies ThreadMessage);
  await ready;
}
