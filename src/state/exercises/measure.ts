import type { Measure } from '../../exercises/measure';
import { PIXELS } from '../../data/pack';
import { baseUrl } from '../baseUrl';
import { browser } from '../environment';
import { findPicture } from '../picture/source';

/** What exercises ask of the page. */
export const pageMeasure: Measure = {
  digit: async (source) => (await findPicture(source)).x0,
  sample: (request) => browser.runJob(undefined, async (engine) => (await engine.run('sample', request)).x0),
  read: (pictures) =>
    browser.runJob(undefined, async (engine) => {
      const labels = Array<number>(pictures.length / PIXELS).fill(0);
      const request = { pictures, labels, reference: 0, baseUrl: baseUrl() };
      return (await engine.run('judge', request)).guesses;
    }),
};
