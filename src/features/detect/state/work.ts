import { pictureScore } from './picture';
import { anomalySets, measureSets, stopSets } from './sets';

export { moveDetectT } from './picture';

/** Stops what the view Detect computes. @returns whether there was something */
export function stopDetecting(): boolean {
  const [picture, sets] = [pictureScore.stop(), stopSets()];
  return picture || sets;
}

/** Stops what is computed, or begins the first part that is not done: the picture, then the sets. */
export function toggleDetecting(): void {
  if (stopDetecting()) return;
  if (pictureScore.store.getState().status.kind !== 'done') pictureScore.start();
  else if (anomalySets.getState().status.kind !== 'done') measureSets();
}
