/**
 * Lets the event loop run once, so that messages that have arrived, a cancel among them, are handled before this resolves.
 * An awaited promise alone only reaches the microtasks, and browsers delay a nested setTimeout by 4 ms.
 * @throws the signal's reason if the signal is aborted by then
 */
export function nextMacrotask(signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const { port1, port2 } = new MessageChannel();
    port2.onmessage = () => {
      port1.close();
      if (signal?.aborted) reject(signal.reason as Error);
      else resolve();
    };
    port1.postMessage(null);
  });
}

/** The promise's value, or the signal's reason as soon as it is aborted. The work behind the promise goes on. */
export function orAbort<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason as Error);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort);
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

/** A promise together with the function that resolves it. */
export function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((settle) => (resolve = settle));
  return { promise, resolve };
}
