const idle = (timeout: number): Promise<void> =>
  new Promise((resolve) => {
    if ('requestIdleCallback' in globalThis) requestIdleCallback(() => resolve(), { timeout });
    else setTimeout(resolve);
  });

/** Resolves once the first frame is on the screen and the browser has a moment: what is large and can wait loads then. */
export const settled: Promise<void> = new Promise((resolve) => {
  requestAnimationFrame(() => setTimeout(() => void idle(400).then(resolve)));
});

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
