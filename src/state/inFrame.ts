/**
 * Calls the listener in the next animation frame, once however often it was asked for before: now, and whenever what is
 * subscribed to asks.
 * @param subscribe is given how to ask, and says how each of its subscriptions ends
 * @returns how to stop
 */
export function inFrame(
  listener: () => void,
  subscribe: (ask: () => void) => readonly (() => void)[],
): () => void {
  let frame = 0;
  const ask = (): void => {
    if (frame === 0)
      frame = requestAnimationFrame(() => {
        frame = 0;
        listener();
      });
  };
  ask();
  const stops = subscribe(ask);
  return () => {
    cancelAnimationFrame(frame);
    stops.forEach((stop) => stop());
  };
}
