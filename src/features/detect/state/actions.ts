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
