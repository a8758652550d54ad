import { errorMap, signedMap } from '../../../diffusion/pictures/colourMaps';
import { savePictures } from '../../../state/files/png';
import { view } from '../../../state/link/view';
import { getNoisedPicture, pictureScore, type PictureScore } from './picture';

/** The difference of ink that has the strongest colour: half of the way from paper to ink. */
export const MAX_DIFFERENCE = 1;
/** The squared error that has the last colour. */
export const MAX_ERROR = 1;

/** The residual in colour: gold where the network would put ink, blue where it would take some away. */
export const residualMap = ({ residual }: PictureScore): Uint8ClampedArray =>
  signedMap(residual, MAX_DIFFERENCE, new Uint8ClampedArray(4 * residual.length));

/** The errors whose mean is the score, in colour over the picture. */
export const heatMap = ({ squared, x0 }: PictureScore): Uint8ClampedArray =>
  errorMap(squared, MAX_ERROR, x0, new Uint8ClampedArray(4 * squared.length));

/** The largest of those errors. */
export const largestError = ({ squared }: PictureScore): number => Math.max(...squared);

/** Saves the row of pictures under a name that says how it was made; the link is in the file. */
export async function savePicture(): Promise<void> {
  const score = pictureScore.getScore();
  const { seed, detectT } = view.getState();
  if (score?.t !== detectT) return;
  const tiles = [score.x0, getNoisedPicture(), score.guess, residualMap(score), heatMap(score)];
  await savePictures(tiles, `ddpm_detect_t${score.t}_seed${seed}.png`, tiles.length);
}
