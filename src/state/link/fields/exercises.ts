import { STUDENT } from '../../../exercises/student';
import { number, survivingPlace, text } from '../fieldKinds';

/** No exercise is open. */
export const NO_EXERCISE = 0;

/** What a link restores of the exercises: one lies over the view in which it is solved. */
export const EXERCISE_FIELDS = {
  /** Number of the exercise that is open, or NO_EXERCISE. Those that exist stand in src/exercises. */
  exercise: survivingPlace(number('exercise', NO_EXERCISE, 0, 99)),
  /** Whose numbers they are; '' for those that everybody has who gives no name. */
  student: survivingPlace(text('student', '', STUDENT, 'a name of 1 to 64 letters and digits')),
};
