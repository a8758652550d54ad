/** What tells of its changes: a store. */
export interface Changing {
  readonly subscribe: (listener: () => void) => () => void;
}

/** Calls the listener in the next animation frame, and again in the frame after any of the stores changes. @returns how to stop it */
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
