const idle = (timeout: number): Promise<void> =>
  new Promise((resolve) => {
    if ('requestIdleCallback' in globalThis) requestIdleCallback(() => resolve(), { timeout });
    else setTimeout(resolve);
  });

/** Resolves once the page shows something. */
const painted: Promise<void> = new Promise((resolve) => {
  if (PerformanceObserver.supportedEntryTypes.includes('paint'))
    new PerformanceObserver((list, observer) => {
      if (list.getEntriesByName('first-contentful-paint').length === 0) return;
      observer.disconnect();
      resolve();
    }).observe({ type: 'paint', buffered: true });
  else requestAnimationFrame(() => setTimeout(resolve));
});

/** Resolves once something is on the screen and the browser has a moment: what is large and can wait loads then. */
export const settled: Promise<void> = painted.then(() => idle(400));

let pressed = false;
const released = new EventTarget();
addEventListener('pointerdown', () => (pressed = true), { capture: true });
for (const type of ['pointerup', 'pointercancel'])
  addEventListener(
    type,
    () => {
      pressed = false;
      released.dispatchEvent(new Event('released'));
    },
    { capture: true },
  );

let turn = settled;

/**
 * Resolves in an idle moment in which nothing is being dragged, and not before an earlier caller's: what takes long on
 * the main thread waits for its turn, so that a drag keeps its frames.
 */
export function quiet(): Promise<void> {
  turn = turn.then(async () => {
    await idle(1000);
    while (pressed) {
      await new Promise((resolve) => released.addEventListener('released', resolve, { once: true }));
      await idle(1000);
    }
  });
  return turn;
}
