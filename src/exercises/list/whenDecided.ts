import { addNoise } from '../../diffusion/forward';
import { joinPictures } from '../../diffusion/pictures/pixels';
import { fillGaussian, fold, sampleKey } from '../../diffusion/random';
import { makeSchedule } from '../../diffusion/schedule';
import type { Draw } from '../draw';
import { restoring, USUAL_SEED, type Measure } from '../measure';
import { parseAnswer, type Field, type Mistake, type Task } from '../task';
import { TEXTS } from '../texts';

const { whenDecided: texts } = TEXTS;

const TRIES = 8;
/** So many of them are another digit. */
const OTHERS = 2;
/** Steps of the whole way from t = 1000. */
const STEPS = 200;
const GRID = 50;
const FIELD: Field = { id: 'from', kind: 'number', label: texts.from };
const MISTAKES: readonly Mistake[] = [
  { value: 250, says: texts.half },
  { value: 260, says: texts.half },
  { value: 1000, says: texts.late },
];

/** 7: the smallest t, in fifties, from which two of eight tries lead to another digit. */
export function whenDecided({ number }: Draw, student: string): Task {
  const schedule = makeSchedule('linear');
  const source = `test.${number(0, 999)}`;
  const counts = new Map<number, Promise<number>>();

  /** How many tries from t are read as another digit than the picture itself. */
  async function measureOthers(t: number, { digit, sample, read }: Measure): Promise<number> {
    const x0 = await digit(source);
    const epsilon = fillGaussian(fold(sampleKey(USUAL_SEED, 'forward', 0), 0), new Float32Array(x0.length));
    const xt = addNoise(schedule, t, x0, epsilon, epsilon);
    const steps = Math.max(1, Math.round((STEPS * t) / schedule.T));
    const tries = await sample(
      restoring(t, joinPictures(Array<Float32Array>(TRIES).fill(xt)), { sampler: 'ddpm', steps }),
    );
    const [own, ...all] = Array.from(await read(joinPictures([x0, tries])));
    return all.filter((each) => each !== own).length;
  }

  /** Whether so many tries from t are another digit; none from 0. */
  async function isLost(t: number, measure: Measure): Promise<boolean> {
    if (t === 0) return false;
    const count = counts.get(t) ?? measureOthers(t, measure);
    counts.set(t, count);
    count.catch(() => counts.delete(t)); // The next one tries again.
    return (await count) >= OTHERS;
  }

  /** Halves the way between a t that keeps the digit and one that loses it. */
  async function search(measure: Measure): Promise<number> {
    let [kept, lost] = [0, schedule.T / GRID];
    while (lost - kept > 1) {
      const middle = Math.floor((kept + lost) / 2);
      if (await isLost(GRID * middle, measure)) lost = middle;
      else kept = middle;
    }
    return GRID * lost;
  }

  return {
    ...{ id: 7, student, minutes: 10, title: texts.title, hint: texts.hint },
    link: `?x0=${source}&mode=denoise&tries=${TRIES}&steps=${STEPS}&from=100&t=0`,
    question: texts.question,
    fields: [FIELD],
    hides: [],
    key: async (measure) => [
      { field: FIELD, value: await search(measure), tolerance: 0, mistakes: MISTAKES },
    ],
    judge: async (answers, measure) => {
      const t = parseAnswer(answers.from ?? '');
      const says = MISTAKES.find(({ value }) => value === t)?.says;
      const no = { from: { isRight: false, ...(says !== undefined && { says }) } };
      if (!(t > 0 && t <= 1000)) return no;
      if (t % GRID !== 0) return { from: { isRight: false, says: says ?? texts.fifties } };
      const isRight = !(await isLost(t - GRID, measure)) && (await isLost(t, measure));
      return isRight ? { from: { isRight } } : no;
    },
  };
}
