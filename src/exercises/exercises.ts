import { drawFor, type Draw } from './draw';
import { bugHunt } from './list/bugHunt';
import { copyOrNot } from './list/copyOrNot';
import { equalTerms } from './list/equalTerms';
import { fiveStrips } from './list/fiveStrips';
import { fromNoise } from './list/fromNoise';
import { keepAtOne } from './list/keepAtOne';
import { oneJump } from './list/oneJump';
import { oneStepBack } from './list/oneStepBack';
import { ownSchedule } from './list/ownSchedule';
import { score } from './list/score';
import { whenDecided } from './list/whenDecided';
import { whichT } from './list/whichT';
import type { Task } from './task';

type Make = (draw: Draw, student: string) => Task;

/** The exercises by their numbers. */
const EXERCISES: ReadonlyMap<number, Make> = new Map<number, Make>([
  [1, equalTerms],
  [2, keepAtOne],
  [3, oneJump],
  [4, oneStepBack],
  [5, fromNoise],
  [6, whichT],
  [7, whenDecided],
  [8, fiveStrips],
  [9, ownSchedule],
  [10, copyOrNot],
  [11, bugHunt],
  [12, score],
]);

/** The numbers of the exercises, ascending. */
export const EXERCISE_IDS: readonly number[] = [...EXERCISES.keys()];

/** Which exercises a course has, in its order. */
export const COURSES = {
  first: [1, 2, 3, 5, 6, 7, 8, 9, 10, 11],
  mathematics: [2, 3, 4, 5, 9, 12],
  all: EXERCISE_IDS,
} as const satisfies Readonly<Record<string, readonly number[]>>;
export type Course = keyof typeof COURSES;

/** The exercise of a number with the numbers of a student; of a number that does not exist the nearest one, the lower of two. */
export function taskOf(id: number, student: string): Task {
  const nearest = EXERCISE_IDS.reduce((a, b) => (Math.abs(b - id) < Math.abs(a - id) ? b : a));
  const make = EXERCISES.get(nearest) as Make;
  return make(drawFor(nearest, student), student);
}
