import { DataError } from '../../data/errors';
import { clearErrors, notify } from '../notices';
import { TEXTS } from '../texts';
import { withPart } from '../withPart';
import { takePicture } from './source';

/** The reader of image files is fetched with the first of them. */
const reader = () => import('../../data/upload/upload');

/**
 * Puts a picture file on the stage. What is wrong with it is said, and what was there stays.
 * @param asItIs keeps its pixels, noise and all, instead of making an MNIST digit of what is drawn there
 * @returns whether it is there
 */
export async function takePictureFile(file: Blob, asItIs = false): Promise<boolean> {
  const isTaken = await withPart(reader, async ({ readUnchanged, readUpload }) => {
    try {
      takePicture(await (asItIs ? readUnchanged : readUpload)(file));
      clearErrors();
      return true;
    } catch (caught) {
      const text =
        caught instanceof DataError ? `${caught.message} ${caught.remedy}` : TEXTS.pictureUnreadable;
      notify({ kind: 'error', text: TEXTS.pictureStays(text) });
      return false;
    }
  });
  return isTaken ?? false;
}
