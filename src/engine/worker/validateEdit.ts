import type { Schedule } from '../../diffusion/schedule';
import type { Known, SampleRequest } from '../protocol/jobs';
import { demand, isWhole, within } from './demand';

/** RePaint takes 10 (Lugmayr et al. 2022, section 5.2); a step of many resamplings is long to wait for. */
const MAX_RESAMPLINGS = 25;

/**
 * Checks what an inpainting keeps.
 * @param pixels numbers of one picture
 * @param mostEvaluations that a read may wait for
 * @returns a picture and a mask for every sample, or undefined where nothing is known
 * @throws EngineFailure 'bad-request' that says what is allowed
 */
export function planKnown(
  pixels: number,
  { labels, known, resamplings = 1, every = 1 }: SampleRequest,
  mostEvaluations: number,
): Known | undefined {
  demand(
    isWhole(resamplings, 1, MAX_RESAMPLINGS),
    `resamplings is a whole number from 1 to ${MAX_RESAMPLINGS}`,
  );
  if (!known) {
    demand(resamplings === 1, 'resamplings above 1 belong to an inpainting: give known');
    return undefined;
  }
  const all = labels.length * pixels;
  const { pictures, masks } = known;
  const fits = (length: number): boolean => length === pixels || length === all;
  const size = all === pixels ? `${pixels} numbers` : `${pixels} numbers, or ${all}, one picture a label`;
  demand(fits(pictures.length), `known.pictures has ${size}`);
  demand(fits(masks.length), `known.masks has ${size}`);
  demand(
    pictures.every((value) => within(value, -1, 1)),
    'known.pictures has numbers from -1 to 1',
  );
  demand(
    masks.every((value) => value === 0 || value === 1),
    'known.masks has 1 where a pixel is known and 0 elsewhere',
  );
  demand(every * resamplings <= mostEvaluations, `every times resamplings is at most ${mostEvaluations}`);
  return {
    pictures: Float32Array.from({ length: all }, (_, i) => pictures[i % pictures.length]),
    masks: Uint8Array.from({ length: all }, (_, i) => masks[i % masks.length]),
  };
}

/**
 * Checks what belongs to an inversion alone.
 * @throws EngineFailure 'bad-request' that says what is allowed
 */
export function checkInversion({ T }: Schedule, request: SampleRequest): void {
  const { invertTo = 0, sampler, eta, start, known } = request;
  demand(isWhole(invertTo, 1, T), `invertTo is a whole number from 1 to ${T}`);
  demand(sampler === 'ddim' && eta === 0, 'an inversion is made with the sampler ddim and eta 0');
  demand(
    !!start && isWhole(start.t, 0, invertTo - 1) && start.done === undefined,
    `an inversion starts from pictures at a start.t from 0 to ${invertTo - 1}`,
  );
  demand(!known, 'an inversion has no known pixels');
}
