import { createStore } from 'zustand/vanilla';
import { browser, type Environment } from '../environment';
import { decodeView } from '../link/codec';
import { FIELDS, FIELDS_OF_VIEWS, fieldsWhere, type ViewState } from '../link/fields/table';
import { NO_CHAPTER } from '../link/fields/lecture';
import { changesOf, correct, openedWith, openLink, openNoted } from '../link/url';
import { patchView, view } from '../link/view';
import { memo } from '../memo';
import { notify } from '../notices';
import { TEXTS } from '../texts';
import { withPart } from '../withPart';
import { playActs } from './acts';
import { LETTERS, type Act, type Letter, type Question, type Step, type StepText } from './chapter';
import { chapterAfter, chapterEntry, CHAPTERS, type LoadedChapter } from './chapters';
import type { PressRun } from './runs';

/** Words are read before anything moves. */
const READING_MS = 1000;
const STORED = 'thousand-steps-answers';

/** What was answered, by `chapter.step`. */
type Answers = Readonly<Record<string, Letter>>;

interface PlayerState {
  /** The chapter that is open, once it is here. */
  readonly chapter: LoadedChapter | null;
  readonly answers: Answers;
}

/** A step that is open. */
export interface OpenStep {
  readonly chapter: LoadedChapter;
  readonly step: Step;
  readonly text: StepText;
  /** From 0. */
  readonly index: number;
  readonly answer: Letter | undefined;
  readonly isRevealed: boolean;
  /** Whether something is set otherwise than the step has it. */
  readonly isExploring: boolean;
}

const PARAMETERS = fieldsWhere((field) => field.undo === 'parameter');

/** The state that a step opens, before or after its answer is shown. */
const linkOf = ({ link, ask }: Step, isRevealed: boolean): string => (isRevealed && ask?.reveal.link) || link;

/** The link of a step in the chapter: its state, and which step it is. */
const linkInChapter = (chapter: string, index: number, step: Step, isRevealed: boolean): string =>
  `${linkOf(step, isRevealed)}&chapter=${chapter}&step=${index + 1}&shown=${isRevealed ? 1 : 0}`;

/** Whether a view is set as a link has it: its page, and the parameters of that page. */
function isSetAs(link: string, state: ViewState, isFree = false): boolean {
  const target = decodeView(new URLSearchParams(link)).view;
  const ofPage = Object.keys(FIELDS_OF_VIEWS[target.page]);
  if (state.page !== target.page) return false;
  return (
    isFree ||
    PARAMETERS.filter((name) => ofPage.includes(name)).every(
      (name) => FIELDS[name].print(state[name] as never) === FIELDS[name].print(target[name] as never),
    )
  );
}

function storedAnswers(): Answers {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(STORED) ?? '{}');
    if (typeof stored !== 'object' || stored === null) return {};
    return Object.fromEntries(
      Object.entries(stored).filter(([, answer]) => LETTERS.includes(answer as Letter)),
    ) as Answers;
  } catch {
    return {};
  }
}

function storeAnswers(answers: Answers): void {
  try {
    localStorage.setItem(STORED, JSON.stringify(answers));
  } catch {
    // Kept for this visit only.
  }
}

/** The lecture: which step is open follows from the view, so links and the browser's Back lead to steps. */
export function createPlayer(environment: Pick<Environment, 'clock' | 'isMotionReduced'>) {
  const store = createStore<PlayerState>(() => ({ chapter: null, answers: storedAnswers() }));
  let ending = (): boolean => false;
  let press: PressRun = () => () => undefined;
  /** Counts what was opened: only the newest wish is carried out. */
  let opens = 0;

  /** Stops what moves by itself. @returns whether something did */
  const stopActs = (): boolean => ending();

  const play = (acts: readonly Act[] = []): void => {
    stopActs();
    ending = playActs(acts, READING_MS, { ...environment, press });
  };

  /** A chapter, from memory if it is the open one. Where it does not arrive, that is said, and the lecture ends. */
  async function load(id: string): Promise<LoadedChapter | undefined> {
    const { chapter } = store.getState();
    if (chapter?.id === id) return chapter;
    const request = ++opens;
    const loaded = await withPart(chapterEntry(id).load, (each) => each);
    if (request !== opens) return undefined;
    if (!loaded) leave();
    return loaded;
  }

  const keepCurrent = memo<OpenStep>();

  /** The step that is open, the same object until something of it changes; null while there is none, or while its chapter is on its way. */
  function current(): OpenStep | null {
    const state = view.getState();
    const { chapter, answers } = store.getState();
    if (!chapter || chapter.id !== state.chapter) return null;
    const index = Math.min(state.chapterStep, chapter.steps.length) - 1;
    const step = chapter.steps[index];
    const isRevealed = step.ask !== undefined && state.revealed;
    const answer = answers[`${chapter.id}.${step.id}`];
    const isExploring = !isSetAs(linkOf(step, isRevealed), state, step.isFree);
    return keepCurrent([step, answer, isRevealed, isExploring], () => ({
      ...{ chapter, step, index, answer, isRevealed, isExploring },
      text: chapter.text.steps[step.id],
    }));
  }

  /** Opens a step of a chapter; the first one unless another is named. */
  async function open(id: string, index = 0): Promise<void> {
    const chapter = await load(id);
    if (!chapter) return;
    store.setState({ chapter });
    const step = chapter.steps[Math.min(index, chapter.steps.length - 1)];
    openNoted(linkInChapter(chapter.id, chapter.steps.indexOf(step), step, false), null);
    play(step.acts);
  }

  /** Answers the question of the open step; another answer takes its place until it is shown what is right. */
  function choose(answer: Letter): void {
    const now = current();
    if (!now?.step.ask || now.isRevealed || !isAnswer(now.step.ask, answer)) return;
    const answers = { ...store.getState().answers, [`${now.chapter.id}.${now.step.id}`]: answer };
    store.setState({ answers });
    storeAnswers(answers);
  }

  /** Lets the page answer the question. */
  function reveal(): void {
    const now = current();
    if (!now?.step.ask || now.isRevealed) return;
    const { step, chapter, index } = now;
    openNoted(linkInChapter(chapter.id, index, step, true), null);
    play(now.step.ask.reveal.acts);
  }

  /** Goes on: an open question is answered by the page first; after the last step comes the next chapter. */
  async function next(): Promise<void> {
    const now = current();
    if (!now) return;
    stopActs();
    if (now.step.ask && !now.isRevealed) reveal();
    else if (now.index + 1 < now.chapter.steps.length) await open(now.chapter.id, now.index + 1);
    else {
      const after = chapterAfter(now.chapter.id);
      if (after) await open(after.id);
      else leave();
    }
  }

  /** Goes to the step before. */
  async function back(): Promise<void> {
    const now = current();
    if (!now) return;
    stopActs();
    if (now.index > 0) await open(now.chapter.id, now.index - 1);
  }

  /** Sets everything as the open step has it. */
  function restore(): void {
    const now = current();
    if (!now) return;
    stopActs();
    openLink(linkInChapter(now.chapter.id, now.index, now.step, now.isRevealed));
    play(now.isRevealed ? now.step.ask?.reveal.acts : now.step.acts);
  }

  /** Takes the lecture away, and stays in the view that is open. */
  function leave(): void {
    stopActs();
    opens++;
    patchView(NO_CHAPTER);
  }

  /** Forgets all answers. */
  function forgetAnswers(): void {
    store.setState({ answers: {} });
    storeAnswers({});
  }

  /**
   * Fetches the chapter that the view names; of one that does not exist the first, and says so.
   * @param isFirst as the page is opened: a link that names the step alone leaves its state to the chapter
   */
  async function follow(isFirst: boolean): Promise<void> {
    const { chapter: id, page, chapterStep } = view.getState();
    if (id === '' || store.getState().chapter?.id === id) return;
    const entry = chapterEntry(id);
    const isKnown = entry.id === id;
    if (!isKnown)
      notify({
        kind: 'warning',
        text: TEXTS.noChapter(
          id,
          CHAPTERS.map((each) => each.id),
        ),
      });
    const chapter = await load(entry.id);
    if (!chapter || view.getState().chapter !== id) return;
    store.setState({ chapter });
    if ((isFirst && page === 'lecture') || !isKnown) correctTo(chapter, isKnown ? chapterStep - 1 : 0);
  }

  /** Sets the view as a step has it, but for what the address says otherwise; no step to undo. */
  function correctTo(chapter: LoadedChapter, wanted: number): void {
    const index = Math.min(wanted, chapter.steps.length - 1);
    const params = new URLSearchParams(linkInChapter(chapter.id, index, chapter.steps[index], false));
    for (const [name, value] of openedWith())
      if (!['view', 'chapter', 'step', 'shown'].includes(name)) params.set(name, value);
    correct(changesOf(params.toString()));
    play(chapter.steps[index].acts);
  }

  /**
   * Keeps the chapter in step with the view.
   * @param pressRun begins what a step wants of its view
   * @returns how to stop it
   */
  function connect(pressRun: PressRun): () => void {
    press = pressRun;
    void follow(true);
    const stop = view.subscribe((state, before) => {
      if (state.chapter !== before.chapter) void follow(false);
      if (state.chapterStep !== before.chapterStep || state.page !== before.page) stopActs();
    });
    return () => {
      stop();
      stopActs();
    };
  }

  return {
    store,
    current,
    open,
    choose,
    reveal,
    next,
    back,
    restore,
    leave,
    stopActs,
    forgetAnswers,
    connect,
  };
}

const isAnswer = ({ right, wrong }: Question, letter: Letter): boolean => letter === right || letter in wrong;

/** The letters of a question in the order in which they stand on the screen: the same for everyone, another for each question. */
export function lettersInOrder(question: Question, id: string): readonly Letter[] {
  const letters = LETTERS.filter((letter) => isAnswer(question, letter));
  const shift =
    Array.from(id, (character) => character.charCodeAt(0)).reduce((a, b) => a + b, 0) % letters.length;
  return [...letters.slice(shift), ...letters.slice(0, shift)];
}

export const player = createPlayer(browser);
