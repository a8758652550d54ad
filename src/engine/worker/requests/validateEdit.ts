import { isSecondOrder } from '../../../diffusion/steps';
import type { Schedule } from '../../../diffusion/schedule';
import type { Known, SampleRequest } from '../../protocol/jobs';
import { demand, demandPixels, demandWhole, isWhole } from './demand';

/** RePaint uses 10 (Lugmayr et al. 2022, section 5.2); with many resamplings a step takes long. */
const MAX_RESAMPLINGS = 25;

/**
 * Checks the known pixels of an inpainting.
 * @param pixels numbers of one picture
 * @param maxEvaluations most evaluations between two frames
 * @returns a picture and a mask for every sample, or undefined if nothing is known
 * @throws EngineFailure 'bad-request' that says what is allowed
 */
export function planKnown(
  pixels: number,
  { labels, sampler, known, resamplings = 1, every = 1 }: SampleRequest,
  maxEvaluations: number,
): Known | undefined {
  demandWhole('resamplings', resamplings, 1, MAX_RESAMPLINGS);
  if (!known) {
    demand(resamplings === 1, 'resamplings above 1 belong to an inpainting: give known');
    return undefined;
  }
  demand(
    !isSecondOrder(sampler),
    'an inpainting is made with a sampler of order 1: known pixels change x between the two x0Hat of the others',
  );
  const total = labels.length * pixels;
  const { pictures, masks } = known;
  const fits = (length: number): boolean => length === pixels || length === total;
  const size = total === pixels ? `${pixels} numbers` : `${pixels} numbers, or ${total}, one picture a label`;
  demand(fits(pictures.length), `known.pictures has ${size}`);
  demand(fits(masks.length), `known.masks has ${size}`);
  demandPixels('known.pictures', pictures);
  demand(
    masks.every((value) => value === 0 || value === 1),
    'known.masks has 1 where a pixel is known and 0 elsewhere',
  );
  demand(every * resamplings <= maxEvaluations, `every times resamplings is at most ${maxEvaluations}`);
  return {
    pictures: Float32Array.from({ length: total }, (_, i) => pictures[i % pictures.length]),
    masks: Uint8Array.from({ length: total }, (_, i) => masks[i % masks.length]),
  };
}

/**
 * Checks the fields of an inversion.
 * @throws EngineFailure 'bad-request' that says what is allowed
 */
export function checkInversion({ T }: Schedule, request: SampleRequest): void {
  const { invertTo = 0, sampler, eta, start, known } = request;
  demandWhole('invertTo', invertTo, 1, T);
  demand(sampler === 'ddim' && eta === 0, 'an inversion is made with the sampler ddim and eta 0');
  demand(
    !!start && isWhole(start.t, 0, invertTo - 1) && start.done === undefined,
    `an inversion starts from pictures at a start.t from 0 to ${invertTo - 1}`,
  );
  demand(!known, 'an inversion has no known pixels');
}
