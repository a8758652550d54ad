import { errorMap, signedMap } from '../../../diffusion/maps';
import { noisedNow, pictureScore } from './picture';
import type { PictureScore } from './picture';
import { savePictures } from '../../../state/files/png';
import type { Tile } from '../../../state/files/png';
import { view } from '../../../state/link/view';

/** Differences of ink that have the strongest colour: half of the way from paper to ink. */
export const MOST_DIFFERENCE = 1;
/** Squared errors that have the last colour. */
export const MOST_ERROR = { epsilon: 1, reconstruction: 1 } as const;

/** The residual in colour: gold where the network would put ink, blue where it would take some away. */
export const residualMap = ({ residual }: PictureScore): Uint8ClampedArray =>
  signedMap(residual, MOST_DIFFERENCE, new Uint8ClampedArray(4 * residual.length));

/** The errors whose mean is the score, over the picture. */
export const heatMap = ({ squared, x0, score }: PictureScore): Uint8ClampedArray =>
  errorMap(squared, MOST_ERROR[score], x0, new Uint8ClampedArray(4 * squared.length));

/** Saves the row of pictures under a name that says how it was made; the link is in the file. */
export async function savePicture(): Promise<void> {
  const found = pictureScore.scoreNow();
  const { seed, detectT } = view.getState();
  if (!found || found.t !== detectT) return;
  const tiles: Tile[] = [found.x0, noisedNow(), found.guess, residualMap(found), heatMap(found)];
  await savePictures(tiles, `ddpm_detect_t${found.t}_seed${seed}.png`, tiles.length);
}
