import { degrade } from '../../diffusion/pictures/degrade';
import { entryOf, startsOf } from '../../diffusion/pictures/denoising';
import { timestepOfNoise } from '../../diffusion/pictures/noiseLevel';
import { joinPictures } from '../../diffusion/pictures/pixels';
import { psnr } from '../../diffusion/pictures/similarity';
import { sampleKey } from '../../diffusion/random';
import { makeSchedule } from '../../diffusion/schedule';
import type { Draw } from '../draw';
import { restoring, USUAL_SEED, type Measure } from '../measure';
import { parseAnswer, type Field, type Task } from '../task';
import { TEXTS } from '../texts';

const { whichT: texts } = TEXTS;

const SIZE = 28;
/** Those of the view without a wish of its own. */
const DRAWS = 8;
const STEPS = 10;
/** The best t is looked for in this distance from the t of the noise, in such steps: some 1,000 evaluations of the network. */
const REACH = 120;
const GRID = 20;
/** dB below the best that still count as right: neighbours differ by half of that only because their random numbers do. */
const ALLOWED = 1;
const FIELD: Field = { id: 't', kind: 'number', label: texts.t };

/** 6: the t at which the mean of the draws comes nearest to the picture before the noise. The address has sigma, as every link does; the screen does not. */
export function whichT({ number }: Draw, student: string): Task {
  const schedule = makeSchedule('linear');
  const source = `test.${number(0, 999)}`;
  const sigma = number(0.4, 1.2, 0.05);

  /** PSNR of the mean of the draws from t, dB. */
  async function quality(t: number, { digit, sample }: Measure): Promise<number> {
    const x0 = await digit(source);
    const noisy = degrade(x0, SIZE, { kind: 'gaussian', sigma }, sampleKey(USUAL_SEED, 'degrade', 0));
    const starts = startsOf(schedule, noisy, entryOf(schedule, noisy, SIZE, t), USUAL_SEED, DRAWS);
    const steps = Math.min(STEPS, t);
    const drawn = await sample(restoring(t, joinPictures(starts), { sampler: 'ddpm', steps }));
    const mean = new Float64Array(x0.length);
    drawn.forEach((value, i) => (mean[i % x0.length] += value / DRAWS));
    return psnr(mean, x0);
  }

  /** The first and the last t that are good enough. */
  async function search(measure: Measure): Promise<{ low: number; high: number }> {
    const middle = GRID * Math.round(timestepOfNoise(schedule, sigma) / GRID);
    const found: { t: number; decibels: number }[] = [];
    for (let t = Math.max(GRID, middle - REACH); t <= middle + REACH; t += GRID)
      found.push({ t, decibels: await quality(t, measure) });
    const least = Math.max(...found.map(({ decibels }) => decibels)) - ALLOWED;
    const good = found.filter(({ decibels }) => decibels >= least).map(({ t }) => t);
    return { low: Math.min(...good), high: Math.max(...good) };
  }

  let searched: ReturnType<typeof search> | undefined;
  const once = (measure: Measure): ReturnType<typeof search> => {
    searched ??= search(measure);
    searched.catch(() => (searched = undefined)); // The next one tries again.
    return searched;
  };

  return {
    ...{ id: 6, student, minutes: 10, title: texts.title, hint: texts.hint },
    link: `?view=edit&x0=${source}&sigma=${sigma}&noiset=700&seed=${USUAL_SEED}&network=shipped`,
    question: texts.question,
    fields: [FIELD],
    hides: ['damageSigma', 'sigmaHat', 'estimatedT'],
    key: async (measure) => {
      const { low, high } = await once(measure);
      return [{ field: FIELD, value: (low + high) / 2, tolerance: (high - low) / 2, mistakes: [] }];
    },
    judge: async (answers, measure) => {
      const t = parseAnswer(answers.t ?? '');
      if (!(t >= 1 && t <= 1000)) return { t: { isRight: false, says: texts.range } };
      const { low, high } = await once(measure);
      const isRight = t >= low && t <= high;
      return { t: isRight ? { isRight } : { isRight, says: t < low ? texts.small : texts.large } };
    },
  };
}
