import { makeSchedule } from '../../diffusion/schedule';
import { jump } from '../../diffusion/steps';
import type { Draw } from '../draw';
import { closedTask, numberKey, type Task } from '../task';
import { TEXTS } from '../texts';

const { oneJump: texts } = TEXTS;

/** 3: the weights of one jump from s to t. Beyond t = 500 three decimals of alphaBar are too few. */
export function oneJump({ number }: Draw, student: string): Task {
  const schedule = makeSchedule('linear');
  const s = number(100, 300, 10);
  const t = number(s + 60, 500, 10);
  const digit = number(0, 999);
  const { alpha, beta } = jump(schedule, t, s);
  const [before, now] = [s, t].map((at) => schedule.alphaBar[at]);
  return closedTask(
    {
      ...{ id: 3, student, minutes: 5, title: texts.title, hint: texts.hint },
      link: `?x0=test.${digit}&t=${t}`,
      question: texts.question(s, t),
      hides: [],
    },
    [
      numberKey('a', texts.a, Math.sqrt(alpha), 0.002, [
        { value: Math.sqrt(now), says: texts.fromZero },
        { value: alpha, says: texts.notRoot },
      ]),
      numberKey('b', texts.b, Math.sqrt(beta), 0.002, [
        { value: Math.sqrt(before - now), says: texts.notDivided },
        { value: Math.sqrt(1 - now), says: texts.wholeNoise },
      ]),
    ],
  );
}
