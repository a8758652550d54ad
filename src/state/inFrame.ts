/** What can be waited for: a store. */
interface Changing {
  subscribe: (listener: () => void) => () => void;
}

/** Calls the listener in the next animation frame, now and whenever one of the stores changes. Returns a function that stops it. */
export function inFrame(listener: () => void, stores: readonly Changing[]): () => void {
  let frame = 0;
  const invalidate = (): void => {
    if (frame !== 0) return;
    frame = requestAnimationFrame(() => {
      frame = 0;
      listener();
    });
  };
  invalidate();
  const stops = stores.map((store) => store.subscribe(invalidate));
  return () => {
    cancelAnimationFrame(frame);
    stops.forEach((stop) => stop());
  };
}
