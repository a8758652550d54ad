import type { Measure } from '../../exercises/measure';
import { findPicture } from '../picture/source';

/** What exercises ask of the page. */
export const pageMeasure: Measure = {
  digit: async (source) => (await findPicture(source)).x0,
};
