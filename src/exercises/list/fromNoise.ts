import { x0HatOf } from '../../diffusion/derivation/bells';
import { makeSchedule } from '../../diffusion/schedule';
import type { Draw } from '../draw';
import { closedTask, numberKey, type Task } from '../task';
import { TEXTS } from '../texts';

const { fromNoise: texts } = TEXTS;

/** 5: x0Hat of one pixel, before and after the clip. Up to t = 400 three decimals of alphaBar are enough. */
export function fromNoise({ number, of, signed }: Draw, student: string): Task {
  const schedule = makeSchedule('linear');
  const t = number(150, 400, 10);
  const epsilonHat = signed(number(0.3, 1.5, 0.01));
  // Two of three are clipped.
  const x0 = signed(of([number(0.3, 0.8, 0.01), number(1.1, 1.3, 0.01), number(1.3, 1.6, 0.01)]));
  const digit = number(0, 999);
  const [signal, noise] = [schedule.alphaBar[t], schedule.oneMinusAlphaBar[t]];
  const xt = Number((Math.sqrt(signal) * x0 + Math.sqrt(noise) * epsilonHat).toFixed(3));
  const before = x0HatOf(schedule, t, xt, epsilonHat);
  const after = Math.min(1, Math.max(-1, before));
  return closedTask(
    {
      ...{ id: 5, student, minutes: 5, title: texts.title, hint: texts.hint },
      link: `?x0=test.${digit}&t=${t}`,
      question: texts.question(t, xt, epsilonHat),
      hides: ['x0Hat', 'x0HatUsed'],
    },
    [
      numberKey('before', texts.before, before, 0.01, [
        { value: (xt - Math.sqrt(noise) * epsilonHat) / signal, says: texts.notRoot },
        { value: (xt - noise * epsilonHat) / Math.sqrt(signal), says: texts.noiseNotRoot },
      ]),
      numberKey(
        'after',
        texts.after,
        after,
        0.01,
        after === before ? [] : [{ value: before, says: texts.notClipped }],
      ),
    ],
  );
}
