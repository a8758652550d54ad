import { UNSEEN, type Measure } from '../../exercises/measure';
import { PIXELS } from '../../data/pack';
import { baseUrl } from '../baseUrl';
import { browser } from '../environment';
import { findPicture } from '../picture/source';

/** How near a picture and unseen digits come to training digits. */
const nearness: Measure['nearness'] = (picture, label) =>
  browser.runJob(undefined, async (engine) => {
    let distance = NaN;
    const unseen: number[] = [];
    const request = { picture, label, digits: 60_000, unseen: UNSEEN, baseUrl: baseUrl() };
    await engine.run('nearest', request, {
      onEvent: (event) => {
        if (event.kind === 'nearest') distance = event.digits[0].distance;
        if (event.kind === 'unseen') unseen.push(...event.distances);
      },
    });
    return { distance, unseen };
  });

/** What exercises ask of the page. */
export const pageMeasure: Measure = {
  digit: async (source) => (await findPicture(source)).x0,
  sample: (request) => browser.runJob(undefined, async (engine) => (await engine.run('sample', request)).x0),
  nearness,
  read: (pictures) =>
    browser.runJob(undefined, async (engine) => {
      const labels = Array<number>(pictures.length / PIXELS).fill(0);
      const request = { pictures, labels, reference: 0, baseUrl: baseUrl() };
      return (await engine.run('judge', request)).guesses;
    }),
};
