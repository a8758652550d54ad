/** Resolves once the first frame is on the screen and the browser has a moment: what is large and can wait loads then. */
export const settled: Promise<void> = new Promise((resolve) => {
  requestAnimationFrame(() => {
    setTimeout(() => {
      if ('requestIdleCallback' in globalThis) requestIdleCallback(() => resolve(), { timeout: 400 });
      else resolve();
    });
  });
});
