import type { Schedule } from '../../../diffusion/schedule';
import type { Denoiser } from '../../../model/denoiser';
import { SCORES, type ScoreRequest } from '../../protocol/score';
import { demand, demandOneOf, demandPixels, demandSeeds, demandTimes, demandWhole, isWhole } from './demand';
import { demandLabels, planSchedule } from './validate';

const MAX_PICTURES = 10_000;
const MAX_TIMES = 64;
const MAX_DRAWS = 64;
const MAX_STEPS = 1000;
/** Most memory that the maps of one request may take. */
const MAX_MAP_BYTES = 64 * 2 ** 20;

/**
 * Checks a score request, field by field.
 * @returns its schedule, and its number of pictures
 * @throws EngineFailure 'bad-request' that says what is allowed
 */
export function planScore(
  network: Denoiser['network'],
  request: ScoreRequest,
): { schedule: Schedule; count: number } {
  const { seed, pictures, labels, except, score, times, draws, steps = 1, maps } = request;
  const pixels = network.size ** 2;
  const count = pictures.length / pixels;
  const schedule = planSchedule(request.schedule);
  demandSeeds([seed]);
  demand(
    isWhole(count, 1, MAX_PICTURES),
    `pictures are 1 to ${MAX_PICTURES} of ${network.size} x ${network.size} numbers`,
  );
  demandPixels('pictures', pictures);
  if (labels === 'least') {
    demand(network.classes > 0, 'labels is least only where a network knows classes');
    demand(
      except === undefined || (network.classes > 1 && isWhole(except, 0, network.classes - 1)),
      'except is one of several classes',
    );
  } else {
    demand(labels.length === count, 'labels has one entry a picture');
    demandLabels(network, labels);
  }
  demandOneOf('score', score, SCORES);
  demand(times.length >= 1 && times.length <= MAX_TIMES, `times has 1 to ${MAX_TIMES} entries`);
  demandTimes(times, schedule.T);
  demandWhole('draws', draws, 1, MAX_DRAWS);
  if (score === 'reconstruction') {
    const maxSteps = Math.min(MAX_STEPS, ...times);
    demand(
      isWhole(steps, 1, maxSteps),
      `steps is a whole number from 1 to ${maxSteps}, the smallest t or ${MAX_STEPS}`,
    );
  }
  const maxMapped = Math.floor(MAX_MAP_BYTES / (8 * pixels * times.length));
  demand(
    !maps || count <= maxMapped,
    `with maps of ${times.length} t there are at most ${maxMapped} pictures`,
  );
  return { schedule, count };
}
