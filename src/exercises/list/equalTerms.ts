import { makeSchedule, SCHEDULES, timestepOfSnr } from '../../diffusion/schedule';
import type { Draw } from '../draw';
import { closedTask, numberKey, type Task } from '../task';
import { TEXTS } from '../texts';

const { equalTerms: texts } = TEXTS;

/** 1: at which t is the signal-to-noise ratio so many decibels? Beyond 15 dB three decimals of alphaBar no longer tell t. */
export function equalTerms({ of, number, signed }: Draw, student: string): Task {
  const schedule = makeSchedule(of(SCHEDULES));
  const decibels = signed(number(4, 15));
  const digit = number(0, 999);
  const tOf = (db: number): number => timestepOfSnr(schedule, 10 ** (db / 10));
  return closedTask(
    {
      ...{ id: 1, student, minutes: 5, title: texts.title, hint: texts.hint },
      link: `?schedule=${schedule.name}&x0=test.${digit}&t=500`,
      question: texts.question(schedule.name as (typeof SCHEDULES)[number], decibels),
      hides: ['snr'],
    },
    [
      numberKey('t', texts.t, tOf(decibels), 2, [
        { value: tOf(-decibels), says: texts.turned(decibels) },
        { value: tOf(decibels / 2), says: texts.twenty },
      ]),
    ],
  );
}
