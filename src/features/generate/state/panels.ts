import type { Run } from '../../../state/lecture/runs';
import { patchView, view } from '../../../state/link/view';
import { copying } from './copying';
import { grids } from './grids';
import { samplerComparison } from './samplerComparison';
import { SCENES } from './scenes';

/** Finds the training digits that are nearest to the selected picture of A. */
export function searchCopies(): void {
  const { tile, gridCount } = view.getState();
  copying.ask('a', Math.min(tile, gridCount - 1));
}

/** Measures the samplers. The grids give way: beside them the times would be wrong. */
export function measureSamplers(): void {
  grids.stop();
  void samplerComparison.start();
}

/** The measurement, for a step of the lecture. */
export const measuring: Run = { start: measureSamplers, stop: samplerComparison.stop };

/** What Space does: it presses the main button of the pictures, or that of the panel which presenter mode shows. */
export function pressMainButton(): void {
  const { scene, strip } = view.getState();
  if (scene === SCENES.copying) {
    const isDone = copying.store.getState().status.kind === 'done';
    if (!copying.stop() && !isDone) searchCopies();
  } else if (scene === SCENES.comparison) {
    if (!samplerComparison.stop()) measureSamplers();
  } else if (scene === SCENES.strip && !strip) patchView({ strip: true });
  else grids.toggle();
}

/**
 * Begins what the panel that presenter mode shows waits for.
 * @returns whether it waited
 */
export function startPanel(): boolean {
  const { scene, strip } = view.getState();
  const isWaiting =
    scene === SCENES.strip
      ? !strip
      : (scene === SCENES.copying && copying.store.getState().status.kind === 'idle') ||
        (scene === SCENES.comparison && samplerComparison.store.getState().status.kind === 'idle');
  if (isWaiting) pressMainButton();
  return isWaiting;
}

/** Stops the pictures, the search and the measurement. @returns whether one of them was under way */
export function stopEverything(): boolean {
  const wasDrawing = grids.isBusy();
  grids.stop();
  const stopped = [copying.stop(), samplerComparison.stop()];
  return wasDrawing || stopped.includes(true);
}
