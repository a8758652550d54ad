import { createStore } from 'zustand/vanilla';
import { listen } from '../listen';
import { LETTERS, type Letter } from './chapter';

const STORED = 'thousand-steps-lecture';

/** How many chose each answer. */
export type Counts = Readonly<Partial<Record<Letter, number>>>;
/** The first vote of a class, and the second one, after neighbours have talked. */
export const VOTES = ['first', 'second'] as const;
export type Vote = (typeof VOTES)[number];
export type Votes = Readonly<Partial<Record<Vote, Counts>>>;

/** What is kept of a lecture in this browser. Steps are called `chapter.step`. */
export interface Progress {
  /** By step. */
  readonly answers: Readonly<Record<string, Letter>>;
  /** The farthest step, by chapter, and by `course.` and the course's id. */
  readonly farthest: Readonly<Record<string, string>>;
  /** What a lecturer typed, by step. */
  readonly votes: Readonly<Record<string, Votes>>;
}

const NOTHING: Progress = { answers: {}, farthest: {}, votes: {} };

const isLetter = (value: unknown): value is Letter => LETTERS.includes(value as Letter);
const isCount = (value: unknown): value is number => Number.isInteger(value) && (value as number) >= 0;

/** The entries of an unknown object that read as something; those of anything else are none. */
function entriesOf<T>(value: unknown, read: (each: unknown) => T | undefined): Readonly<Record<string, T>> {
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return Object.fromEntries(
    entries.flatMap(([name, each]) => {
      const known = read(each);
      return known === undefined ? [] : [[name, known]];
    }),
  );
}

/** What is understood of stored text; what is not is left out. */
function readProgress(text: string | null): Progress {
  try {
    const { answers, farthest, votes } = { ...NOTHING, ...(JSON.parse(text ?? '{}') as object) };
    return {
      answers: entriesOf(answers, (each) => (isLetter(each) ? each : undefined)),
      farthest: entriesOf(farthest, (each) => (typeof each === 'string' ? each : undefined)),
      votes: entriesOf(votes, (each) =>
        entriesOf(each, (counts) => entriesOf(counts, (n) => (isCount(n) ? n : undefined))),
      ),
    };
  } catch {
    return NOTHING;
  }
}

function stored(): string | null {
  try {
    return localStorage.getItem(STORED);
  } catch {
    return null; // storage may be refused
  }
}

/** Answers, farthest steps and votes, kept in this browser, for all windows of the page. */
export function createProgress() {
  const store = createStore<Progress>(() => readProgress(stored()));
  /** Otherwise what is in memory is all there is. */
  let isStored = true;

  /** With what other windows have written meanwhile. */
  const latest = (): Progress => (isStored ? readProgress(stored()) : store.getState());

  function change(how: (now: Progress) => Partial<Progress>): void {
    const now = latest();
    store.setState({ ...now, ...how(now) });
    try {
      localStorage.setItem(STORED, JSON.stringify(store.getState()));
      isStored = true;
    } catch {
      isStored = false; // kept for this visit only
    }
  }

  /** Takes over what other windows write. @returns how to stop it */
  function follow(): () => void {
    const take = (): void => store.setState(latest());
    take();
    return listen('storage', ({ key }) => {
      if (key === STORED || key === null) take(); // null: all was cleared
    });
  }

  /** Another answer takes the place of an earlier one. */
  const answer = (step: string, letter: Letter): void =>
    change(({ answers }) => ({ answers: { ...answers, [step]: letter } }));

  /**
   * Notes that a step has been open.
   * @param of the chapter, or `course.` and the course's id
   * @param order its steps
   */
  const reach = (of: string, step: string, order: readonly string[]): void =>
    change(({ farthest }) =>
      order.indexOf(step) > order.indexOf(farthest[of]) ? { farthest: { ...farthest, [of]: step } } : {},
    );

  /** Notes how many chose an answer. */
  const count = (step: string, vote: Vote, letter: Letter, number: number): void =>
    change(({ votes }) => ({
      votes: {
        ...votes,
        [step]: { ...votes[step], [vote]: { ...votes[step]?.[vote], [letter]: number } },
      },
    }));

  /** Forgets all of it. @returns how to take that back; what came after it stays */
  function forget(): () => void {
    const before = latest();
    change(() => NOTHING);
    return () =>
      change(({ answers, farthest, votes }) => ({
        answers: { ...before.answers, ...answers },
        farthest: { ...before.farthest, ...farthest },
        votes: { ...before.votes, ...votes },
      }));
  }

  /** All of it as the text of one file. */
  const exported = (): string => `${JSON.stringify(store.getState(), null, 2)}\n`;

  return { store, answer, reach, count, forget, follow, exported };
}

/** The newest vote that somebody counted: how many chose each answer, and which answers most chose, at most two. */
export function newestVote({ first = {}, second = {} }: Votes = {}): {
  counts: Counts;
  most: readonly Letter[];
} {
  const sum = (counts: Counts): number => LETTERS.reduce((all, letter) => all + (counts[letter] ?? 0), 0);
  const counts = sum(second) > 0 ? second : first;
  const chosen = LETTERS.filter((letter) => (counts[letter] ?? 0) > 0);
  return { counts, most: chosen.sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0)).slice(0, 2) };
}

export const progress = createProgress();
