import { createStore } from 'zustand/vanilla';
import { browser, type Environment } from '../environment';
import { view } from '../link/view';
import { packsKept } from '../offline/packsKept';
import { keeping } from '../offline/serviceWorker';
import { samplesAt } from '../samples/samplesAt';
import { Sheet } from '../samples/sheet';
import { withPart } from '../withPart';
import { chapterEntry } from './chapters';
import { stepsOfCourse, type Course } from './courses';
import { linkOf } from './steps';

type Status =
  | { readonly kind: 'idle' | 'failed' }
  /** How many of the runs are there. */
  | { readonly kind: 'running'; readonly done: number; readonly of: number }
  | { readonly kind: 'ready'; readonly runs: number; readonly isKept: boolean };

interface State {
  /** The course that is prepared; '' for none. */
  readonly course: string;
  readonly status: Status;
}

/** All states of a course: its steps, and what answers their questions. As links. */
async function linksOf(course: Course): Promise<readonly string[]> {
  const steps = await Promise.all(
    stepsOfCourse(course).map(async ({ chapter, step: id }) => {
      const { steps: all } = await chapterEntry(chapter).load(view.getState().lang);
      return all.filter((step) => step.id === id);
    }),
  );
  return [...new Set(steps.flat().flatMap((step) => [linkOf(step, false), linkOf(step, true)]))];
}

/**
 * Makes ready for a lecture: chapters and digits are fetched, and the samples of its steps are computed; they stay in memory as long as the
 * page is open. What starts from a digit that is not on the stage yet is left to the lecture, which computes ahead.
 */
export function createPreparation(
  { runJob }: Pick<Environment, 'runJob'>,
  { samples = samplesAt, packs = packsKept, isPageKept = keeping.isKept, sheet = new Sheet({ runJob }) } = {},
) {
  const store = createStore<State>(() => ({ course: '', status: { kind: 'idle' } }));
  /** Counts what was asked for: only the newest wish goes on. */
  let wishes = 0;
  /** Ends the download of digits, if it was begun here. */
  let stopDigits = (): void => undefined;

  /** Stops; what is there stays. */
  function cancel(): void {
    wishes++;
    sheet.cancel();
    stopDigits();
    stopDigits = () => undefined;
    store.setState({ course: '', status: { kind: 'idle' } });
  }

  async function prepare(course: Course): Promise<void> {
    cancel();
    const wish = wishes;
    const say = (status: Status): void => {
      if (wish === wishes) store.setState({ course: course.id, status });
    };
    say({ kind: 'running', done: 0, of: NaN });
    say(await compute(course, say, () => wish !== wishes));
  }

  /** @returns how it ended */
  async function compute(
    course: Course,
    say: (status: Status) => void,
    isOver: () => boolean,
  ): Promise<Status> {
    const links = await withPart(
      () => linksOf(course),
      (all) => all,
    );
    if (!links) return { kind: 'failed' };
    const digits = isPageKept().then((isKept) => {
      if (!isKept || isOver()) return undefined;
      if (packs.store.getState().status.kind !== 'running') stopDigits = packs.cancel;
      return packs.keep();
    });
    const plans = (await Promise.all(links.map(samples))).flat();
    for (const [done, plan] of plans.entries()) {
      if (isOver()) return { kind: 'idle' };
      say({ kind: 'running', done, of: plans.length });
      sheet.show(plan);
      if (sheet.missing) await sheet.start();
      if (sheet.store.getState().status.kind === 'failed') return { kind: 'failed' };
    }
    await digits;
    return { kind: 'ready', runs: plans.length, isKept: packs.store.getState().missing === 0 };
  }

  return { store, prepare, cancel };
}

export const preparation = createPreparation(browser);
