import { fetchLostSheets } from './styleSheets';

/** A part of the program that did not arrive. */
interface Lost {
  readonly kind: 'lost';
  readonly error: unknown;
  /** How often it was asked for in vain, one time after another. */
  readonly times: number;
}

export type PartState<T> =
  | { readonly kind: 'idle' }
  | { readonly kind: 'loading' }
  | { readonly kind: 'here'; readonly value: T }
  | Lost;

/** A part of the program that is fetched when it is needed, and asked for again after it was lost. */
export interface Part<T> {
  readonly state: () => PartState<T>;
  /** Resolves once it has arrived, or was lost, for the first time: React's `use` waits for it, and goes on at once afterwards. */
  readonly settled: () => Promise<unknown>;
  /** Fetches it; asks again if it was lost before. Rejects if it does not arrive, which need not be handled. */
  readonly load: () => Promise<T>;
  /** Tells when it has arrived, or is lost. Somebody who listens waits for it. Returns how to stop it. */
  readonly subscribe: (listener: () => void) => () => void;
}

/** A loss that nobody waited for is forgotten after so long: who comes later asks anew. */
const FORGET_MS = 1000;
const FIRST_WAIT_MS = 4000;
const LONGEST_WAIT_MS = 60_000;

const STYLE = /preload CSS/i;
const NETWORK = /imported module|importing a module|module script|Load failed|NetworkError/i;

/** Whether the error of an `import()` says that a file did not arrive, and not that the program failed. */
export const isLoss = (error: unknown): boolean =>
  error instanceof Error && (STYLE.test(error.message) || NETWORK.test(error.message));

/**
 * @param fetchPart what asks for it, for example `() => import('./Lines')`
 * @param isPatient asks again by itself while somebody waits, in growing intervals: for parts that have no button to try again
 */
export function createPart<T>(fetchPart: () => Promise<T>, isPatient = false): Part<T> {
  let state: PartState<T> = { kind: 'idle' };
  let underWay: Promise<T> | null = null;
  let settled: Promise<unknown> = Promise.resolve();
  const listeners = new Set<() => void>();

  const set = (next: PartState<T>): void => {
    state = next;
    for (const listener of [...listeners]) listener();
  };
  const forget = (): void => {
    if (state.kind === 'lost' && listeners.size === 0) state = { kind: 'idle' };
  };

  async function ask(before: PartState<T>): Promise<T> {
    // Sheets that others miss may be this part's, too; only its own failure may fail it.
    const isOwn = before.kind === 'lost' && before.error instanceof Error && STYLE.test(before.error.message);
    await fetchLostSheets().catch((error: unknown) => {
      if (isOwn) throw error;
    });
    return await fetchPart();
  }

  function load(): Promise<T> {
    if (state.kind === 'here') return Promise.resolve(state.value);
    if (underWay) return underWay;
    const before = state;
    const times = before.kind === 'lost' ? before.times : 0;
    const asked = ask(before).then(
      (value) => {
        underWay = null;
        set({ kind: 'here', value });
        return value;
      },
      (error: unknown) => {
        underWay = null;
        set({ kind: 'lost', error, times: times + 1 });
        setTimeout(forget, FORGET_MS);
        if (isPatient) setTimeout(askAgain, Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** times));
        throw error;
      },
    );
    underWay = asked;
    const answered: Promise<unknown> & { status?: 'fulfilled' } = asked.then(
      () => void (answered.status = 'fulfilled'), // React reads this, and does not wait a moment more
      () => void (answered.status = 'fulfilled'),
    );
    // While a lost part is asked for again, what stands in for it stays.
    if (before.kind === 'idle') {
      state = { kind: 'loading' };
      settled = answered;
    }
    return asked;
  }

  const askAgain = (): void => {
    if (state.kind === 'lost' && listeners.size > 0) void load();
  };
  addEventListener('online', askAgain);

  return {
    state: () => state,
    settled: () => settled,
    load,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        forget();
      };
    },
  };
}
