import { view } from '../../../state/link/view';
import { pictureScore } from './picture';
import { pictureSets } from './sets';

export { moveDetectT } from './picture';

/** Stops what the view Detect computes. @returns whether there was something */
export function stopDetecting(): boolean {
  const [picture, sets] = [pictureScore.stop(), pictureSets.stop()];
  return picture || sets;
}

/** Stops what is computed, or starts the first of the two that is not done: the picture, then the sets. */
export function toggleDetecting(): void {
  if (stopDetecting()) return;
  const next = [pictureScore, pictureSets].find(({ store }) => store.getState().status.kind !== 'done');
  next?.start();
}

/** The number of the scene that shows the comparison. */
const COMPARED = 2;

/**
 * Begins the comparison of the sets, where presenter mode shows it before it was made.
 * @returns whether it was begun
 */
export function startShownSets(): boolean {
  const isWaiting = view.getState().scene === COMPARED && pictureSets.store.getState().status.kind === 'idle';
  if (isWaiting) pictureSets.start();
  return isWaiting;
}
