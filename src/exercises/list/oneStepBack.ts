import { posteriorBell } from '../../diffusion/derivation/bells';
import { makeSchedule } from '../../diffusion/schedule';
import type { Draw } from '../draw';
import { closedTask, numberKey, type Task } from '../task';
import { TEXTS } from '../texts';

const { oneStepBack: texts } = TEXTS;

/**
 * 4: mean and variance of q(x_{t-1} | x_t, x_0). Only at small t does x_0 count, and does the variance differ from beta by more than the
 * tolerance.
 */
export function oneStepBack({ number, signed }: Draw, student: string): Task {
  const schedule = makeSchedule('linear');
  const t = number(4, 25);
  const sign = signed(1);
  const x0 = sign * number(0.4, 0.7, 0.01);
  const xt = Number((x0 + sign * number(0.15, 0.3, 0.01)).toFixed(2));
  const { mean, variance } = posteriorBell(schedule, t, t - 1, xt, x0);
  const beta = schedule.beta[t];
  const [noise, before] = [t, t - 1].map((at) => schedule.oneMinusAlphaBar[at]);
  return closedTask(
    {
      ...{ id: 4, student, minutes: 10, title: texts.title, hint: texts.hint },
      link: `?view=lab&lab=derivation&d.step=1&d.x0=${x0}&d.xt=${xt}&at=${1000 - t}`,
      part: 'card-posterior',
      question: `${texts.question(t, x0, xt)} ${texts.given(t, beta, noise, before)}`,
      hides: ['posteriorMean', 'posteriorMeanBells', 'posteriorVariance', 'posteriorVarianceBells'],
    },
    [
      numberKey('mean', texts.mean, mean, 0.01 * Math.abs(mean), [
        { value: posteriorBell(schedule, t, t - 1, x0, xt).mean, says: texts.swapped },
      ]),
      numberKey('variance', texts.variance, variance, 0.01 * variance, [
        { value: beta, says: texts.beta },
        { value: Math.sqrt(variance), says: texts.deviation },
      ]),
    ],
  );
}
