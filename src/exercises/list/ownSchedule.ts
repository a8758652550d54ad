import { halfLife, priorKl } from '../../diffusion/endOfForward';
import { handSchedule } from '../../diffusion/handCurve';
import type { Schedule } from '../../diffusion/schedule';
import type { Draw } from '../draw';
import type { Measure } from '../measure';
import type { Field, Task, Verdict } from '../task';
import { TEXTS } from '../texts';

const { ownSchedule: texts } = TEXTS;

/** How much later than asked the half may come. */
const WIDTH = 50;
/** Bits a pixel. */
const MOST_KL = 1e-4;
const MOST_BETA = 0.1;
const FIELD: Field = { id: 'link', kind: 'link', label: texts.link };
/** The digit that a link without one shows. */
const USUAL_DIGIT = 'train.7';

/** The curve of a link of the view Schedule; undefined if it has none, or not one of 1,000 steps. */
function curveOf(link: URLSearchParams): Schedule | undefined {
  const knots = link.get('hand')?.split(',').map(Number) ?? [];
  if (link.has('T') || knots.length < 2 || !knots.every((beta) => beta > 0 && beta < 1)) return undefined;
  return handSchedule(knots);
}

async function judge(link: URLSearchParams, from: number, measure: Measure): Promise<Verdict> {
  const schedule = curveOf(link);
  const no = (says: string): Verdict => ({ isRight: false, says });
  if (!schedule) return no(texts.noCurve);
  const half = halfLife(schedule);
  if (half === undefined) return no(texts.neverHalf);
  if (half < from || half > from + WIDTH) return no(texts.half(half));
  const largest = Math.max(...schedule.beta);
  if (largest > MOST_BETA) return no(texts.beta(largest));
  const x0 = await measure.digit(link.get('x0') ?? USUAL_DIGIT);
  const kl = priorKl(schedule, x0.reduce((sum, value) => sum + value * value, 0) / x0.length);
  return kl < MOST_KL ? { isRight: true } : no(texts.kl(kl));
}

/** 9: a curve of beta drawn by hand, judged from the link that is handed in. */
export function ownSchedule({ number }: Draw, student: string): Task {
  const from = number(200, 600, 50);
  return {
    ...{ id: 9, student, minutes: 10, title: texts.title, hint: texts.hint },
    link: '?view=schedule&compare=hand&at=1000',
    question: texts.question(from, from + WIDTH),
    fields: [FIELD],
    hides: [],
    key: () => Promise.resolve([{ field: FIELD, value: undefined, tolerance: 0, mistakes: [] }]),
    judge: async ({ link = '' }, measure) => {
      const { searchParams } = new URL(link, 'https://page.invalid');
      return { link: await judge(searchParams, from, measure) };
    },
  };
}
