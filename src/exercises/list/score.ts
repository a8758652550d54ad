import { mixtureScore, TWO_MODES } from '../../diffusion/mixture';
import { makeSchedule } from '../../diffusion/schedule';
import type { Draw } from '../draw';
import { closedTask, numberKey, type Task } from '../task';
import { TEXTS } from '../texts';

const { score: texts } = TEXTS;

/** 12: the score of the two heaps at t. Later the root of 1 - alphaBar could not be told from it, so t is at most 400. */
export function score(draw: Draw, student: string): Task {
  const schedule = makeSchedule('linear');
  const t = draw.number(150, 400, 10);
  const [signal, noise] = [schedule.alphaBar[t], schedule.oneMinusAlphaBar[t]];
  const at = (x: number): number => mixtureScore(TWO_MODES, x, signal, noise);
  // Where the score is large, that is away from the tops of the density.
  const steep = Array.from({ length: 301 }, (_, i) => Number((i / 100 - 1.5).toFixed(2))).filter(
    (x) => Math.abs(at(x)) > 0.4 && Math.abs(x) > 0.1,
  );
  const x = draw.of(steep);
  const value = at(x);
  return closedTask(
    {
      ...{ id: 12, student, minutes: 10, title: texts.title, hint: texts.hint },
      link: `?view=lab&lab=derivation&d.xt=${x}&at=${1000 - t}`,
      part: 'card-tweedie',
      question: `${texts.question(t, x)} ${texts.given(t, signal)}`,
      hides: ['score', 'scoreQuotient'],
    },
    [
      numberKey('score', texts.score, value, 0.02 * Math.abs(value), [
        { value: -value, says: texts.sign },
        { value: value / Math.sqrt(noise), says: texts.notRoot },
        { value: -value / Math.sqrt(noise), says: texts.sign },
        { value: -value * Math.sqrt(noise), says: texts.epsilon },
      ]),
    ],
  );
}
