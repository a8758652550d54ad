import { RUNS, type PressRun } from '../../state/lecture/runs';
import { viewOf } from '../views';

/** Begins what a step of the lecture wants of its view, once that part of the program is here. */
export const press: PressRun = (name) => {
  let isLeft = false;
  let stop = (): unknown => undefined;
  void viewOf(RUNS[name])
    .runs?.[name]?.()
    .then((run) => {
      if (!run || isLeft) return;
      ({ stop } = run);
      run.start();
    });
  return () => {
    isLeft = true;
    stop();
  };
};
