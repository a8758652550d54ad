import type { Draw } from '../draw';
import { closedTask, numberKey, type Task } from '../task';
import { TEXTS } from '../texts';

const { keepAtOne: texts } = TEXTS;

/** Walks so many steps from 1. */
const after = (n: number, step: (value: number) => number): number =>
  Array.from({ length: n }).reduce<number>(step, 1);

/** 2: the variance after n steps of x_n = a x_{n-1} + sqrt(beta) epsilon, from variance 1. */
export function keepAtOne({ number }: Draw, student: string): Task {
  const a = number(0.8, 0.98, 0.01);
  const beta = number(0.02, 0.2, 0.01);
  const n = number(4, 20);
  const variance = after(n, (v) => a * a * v + beta);
  const notSquared = after(n, (v) => a * v + beta);
  const deviation = after(n, (s) => a * s + Math.sqrt(beta));
  return closedTask(
    {
      ...{ id: 2, student, minutes: 8, title: texts.title, hint: texts.hint },
      link: '?view=lab&lab=derivation',
      part: 'card-root',
      question: texts.question(a, beta, n),
      hides: [],
    },
    [
      numberKey('variance', texts.variance(n), variance, 0.01 * variance, [
        { value: notSquared, says: texts.notSquared },
        { value: deviation ** 2, says: texts.deviations },
        { value: deviation, says: texts.deviations },
      ]),
    ],
  );
}
