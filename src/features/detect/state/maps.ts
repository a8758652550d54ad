import { errorMap, signedMap } from '../../../diffusion/maps';
import { savePictures, type Tile } from '../../../state/files/png';
import { view } from '../../../state/link/view';
import { memo } from '../../../state/memo';
import { noisedNow, pictureScore } from './picture';

/** The difference of ink that has the strongest colour: half of the way from paper to ink. */
export const MAX_DIFFERENCE = 1;
/** The squared error that has the last colour. */
export const MAX_ERROR = 1;

const latestResidual = memo<Uint8ClampedArray | null>();
const latestHeat = memo<Uint8ClampedArray | null>();

/** The residual in colour: gold where the network would put ink, blue where it would take some away. Null without a score. */
export function residualMap(): Uint8ClampedArray | null {
  const score = pictureScore.scoreNow();
  return latestResidual([score], () => {
    if (!score) return null;
    return signedMap(score.residual, MAX_DIFFERENCE, new Uint8ClampedArray(4 * score.residual.length));
  });
}

/** The errors whose mean is the score, in colour over the picture. Null without a score. */
export function heatMap(): Uint8ClampedArray | null {
  const score = pictureScore.scoreNow();
  return latestHeat([score], () => {
    if (!score) return null;
    return errorMap(score.squared, MAX_ERROR, score.x0, new Uint8ClampedArray(4 * score.squared.length));
  });
}

/** Saves the row of pictures under a name that says how it was made; the link is in the file. */
export async function savePicture(): Promise<void> {
  const score = pictureScore.scoreNow();
  const { seed, detectT } = view.getState();
  const [residual, heat] = [residualMap(), heatMap()];
  if (score?.t !== detectT || !residual || !heat) return;
  const tiles: Tile[] = [score.x0, noisedNow(), score.guess, residual, heat];
  await savePictures(tiles, `ddpm_detect_t${score.t}_seed${seed}.png`, tiles.length);
}
