import { createStore } from 'zustand/vanilla';
import { EXERCISE_IDS, taskOf } from '../../exercises/exercises';
import type { Measure } from '../../exercises/measure';
import type { Answers, Task, Verdict } from '../../exercises/task';
import { hiddenFigures } from '../hiddenFigures';
import { FOREIGN } from '../link/codec';
import { NO_EXERCISE } from '../link/fields/exercises';
import { NO_CHAPTER } from '../link/fields/lecture';
import { changesOf, correct, openedWith, openLink, openNoted } from '../link/url';
import { patchView, view } from '../link/view';
import { memo } from '../memo';
import { notify } from '../notices';
import { pageMeasure } from './measure';
import { TEXTS } from './texts';

/** So many wrong tries show the hint. */
const TRIES = 3;
/** What a link may name beside an exercise without a wish of its own for the view. */
const BESIDE = ['exercise', 'student', 'level', 'present', ...FOREIGN];

/** How somebody is getting on with a task. */
export interface Progress {
  readonly wrong: number;
  /** What is said of the newest answers, by the field's id; none before the first try. */
  readonly verdicts: Readonly<Record<string, Verdict>>;
  readonly isSolved: boolean;
  /** Whether the answers are being checked. */
  readonly isChecking: boolean;
  /** Why they could not be checked. */
  readonly failure: string | null;
}

const NEW: Progress = { wrong: 0, verdicts: {}, isSolved: false, isChecking: false, failure: null };

/** An exercise that is open. */
export interface OpenTask extends Progress {
  readonly task: Task;
  readonly hasHint: boolean;
}

const nameOf = ({ id, student }: Task): string => `${id} ${student}`;

/** The link of a task: its view, with the exercise open. */
const linkOf = ({ id, student, link }: Task): string => {
  const params = new URLSearchParams({ exercise: String(id), ...(student && { student }) });
  return `${link}&${params.toString()}`;
};

/** The exercises: which one is open follows from the view, so links and the browser's Back lead to them. */
export function createExercises(measure: Measure) {
  const store = createStore<Readonly<Record<string, Progress>>>(() => ({}));
  /** Whether the page was opened, just now, by a link without a wish of its own for the view. */
  let hasBareLink = [...openedWith().keys()].every((name) => BESIDE.includes(name));
  const keepTask = memo<Task>();
  const keepOpen = memo<OpenTask>();

  const update = (task: Task, change: Partial<Progress>): void =>
    store.setState((all) => ({
      [nameOf(task)]: { ...(nameOf(task) in all ? all[nameOf(task)] : NEW), ...change },
    }));

  /** The exercise that is open, the same object until something of it changes; null while there is none. */
  function current(): OpenTask | null {
    const { exercise, student } = view.getState();
    if (exercise === NO_EXERCISE) return null;
    const task = keepTask([exercise, student], () => taskOf(exercise, student));
    const progress = store.getState()[nameOf(task)] ?? NEW;
    return keepOpen([task, progress], () => ({ task, ...progress, hasHint: progress.wrong >= TRIES }));
  }

  /** Opens an exercise in its view, with the numbers of the student whom the view names. */
  function open(id: number): void {
    openNoted(linkOf(taskOf(id, view.getState().student)), null);
    patchView({ ...NO_CHAPTER, ...withSymbols() });
  }

  /** Checks answers. A link that is asked for is that of what is on the screen. */
  async function check(answers: Answers): Promise<void> {
    const now = current();
    if (!now || now.isChecking) return;
    const { task } = now;
    update(task, { isChecking: true, failure: null });
    try {
      const verdicts = await task.judge(answers, measure);
      const isSolved = task.fields.every(({ id }) => verdicts[id].isRight);
      const wrong = now.wrong + (isSolved ? 0 : 1);
      update(task, { isChecking: false, verdicts, isSolved, wrong });
    } catch (caught) {
      update(task, { isChecking: false, failure: caught instanceof Error ? caught.message : String(caught) });
    }
  }

  /** Sets the view as the exercise has it. */
  function restore(): void {
    const now = current();
    if (now) openLink(linkOf(now.task));
  }

  /** Takes the exercise away, and stays in the view that is open. The name stays, for the next one. */
  const leave = (): void => patchView({ exercise: NO_EXERCISE });

  /** Of a number that does not exist the nearest is opened, and says so; a link that names the exercise alone leaves its view to it. */
  function follow(): void {
    const isBare = hasBareLink && openedWith().has('exercise');
    hasBareLink = false; // Later the view is what it was left as.
    const now = current();
    if (!now) return;
    const { task } = now;
    const { exercise } = view.getState();
    const isKnown = task.id === exercise;
    if (!isKnown)
      notify({ kind: 'warning', text: TEXTS.noExercise(exercise, task.id, EXERCISE_IDS.join(', ')) });
    if (!isKnown || isBare) correct({ ...changesOf(linkOf(task)), ...withSymbols() });
  }

  /** Hides what the open exercise asks for, until it is solved. */
  function hide(): void {
    const now = current();
    hiddenFigures.setState({ names: now && !now.isSolved ? now.task.hides : [] });
  }

  /** Keeps the page in step with the open exercise. @returns how to stop it */
  function connect(): () => void {
    follow();
    hide();
    const stops = [
      view.subscribe((state, before) => {
        if (state.exercise !== before.exercise) follow();
        hide();
      }),
      store.subscribe(hide),
    ];
    return () => {
      stops.forEach((stop) => stop());
      hiddenFigures.setState({ names: [] });
    };
  }

  return { store, current, open, check, restore, leave, connect };
}

/** Without symbols no exercise can be read. */
const withSymbols = () => (view.getState().level === 'picture' ? ({ level: 'course' } as const) : {});

export const exercises = createExercises(pageMeasure);
