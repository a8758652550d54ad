import { createStore } from 'zustand/vanilla';
import { browser, type Environment } from '../environment';
import type { Lang } from '../link/fieldKinds';
import type { ViewState } from '../link/fields/table';
import { NO_CHAPTER } from '../link/fields/lecture';
import { changesOf, correct, isEmbedded, openedWith, openLink, openNoted } from '../link/url';
import { patchView, view } from '../link/view';
import { listen } from '../listen';
import { memo } from '../memo';
import { notify } from '../notices';
import { TEXTS } from '../texts';
import { withPart } from '../withPart';
import { playActs } from './acts';
import type { Act, Letter } from './chapter';
import { chapterEntry, type LoadedChapter } from './chapters';
import { courseOf, placeInCourse, stepsOfCourse } from './courses';
import { nearest } from './nearest';
import { keyOfCourse, nameOfStep, neighbour, noteReached, type OpenStep, type Target } from './openStep';
import { createProgress, progress } from './progress';
import type { PressRun } from './runs';
import { indexIn, isAnswer, isSetAs, linkOf, linkOfStep } from './steps';

/** What says which step is open. */
const NAMED = ['chapter', 'course', 'chapterStep'] as const;
/** Words are read before anything moves. */
const READING_MS = 1000;

interface PlayerState {
  /** The chapter that is open, once it is here. */
  readonly chapter: LoadedChapter | null;
}

const fetchChapter = (id: string, lang: Lang): Promise<LoadedChapter | undefined> =>
  withPart(
    () => chapterEntry(id).load(lang),
    (each) => each,
  );

/** The lecture: which step is open follows from the view, so links and the browser's Back lead to steps. */
export function createPlayer(
  environment: Pick<Environment, 'clock' | 'isMotionReduced'>,
  kept: ReturnType<typeof createProgress> = createProgress(),
) {
  const store = createStore<PlayerState>(() => ({ chapter: null }));
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

  /** Sets everything to where acts end. */
  const playEnd = (acts: readonly Act[] = []): void => {
    stopActs();
    ending = playActs(acts, 0, { ...environment, isMotionReduced: () => true, press });
  };

  /** A chapter, from memory if it is the open one. Where it does not arrive, that is said, and the lecture ends if no step is open. */
  async function load(id: string): Promise<LoadedChapter | undefined> {
    const { chapter } = store.getState();
    const { lang } = view.getState();
    const request = ++opens;
    if (chapter?.id === id && chapter.lang === lang) return chapter;
    const loaded = await fetchChapter(id, lang);
    if (request !== opens) return undefined;
    if (!loaded && !current()) leave();
    return loaded;
  }

  const keepCurrent = memo<OpenStep>();

  /** The step that is open, the same object until something of it changes; null while there is none, or while its chapter is on its way. */
  function current(): OpenStep | null {
    const state = view.getState();
    const { chapter } = store.getState();
    if (!chapter || chapter.id !== state.chapter) return null;
    const index = Math.min(state.chapterStep, chapter.steps.length) - 1;
    const step = chapter.steps[index];
    const name = nameOfStep({ chapter, step });
    const { answers, votes } = kept.store.getState();
    const isRevealed = step.ask !== undefined && state.revealed;
    const isExploring = !isSetAs(linkOf(step, isRevealed), state, step.isFree);
    const inputs = [chapter, step, state.course, answers[name], votes[name], isRevealed, isExploring];
    return keepCurrent(inputs, () => {
      const course = courseOf(state.course);
      return {
        ...{ chapter, step, index, answer: answers[name], votes: votes[name], isRevealed, isExploring },
        place: course && placeInCourse(course, chapter.id, step.id),
        text: chapter.text.steps[step.id],
      };
    });
  }

  /**
   * Opens a step.
   * @param course '' for none
   * @param isBack whether one comes back to it: a question that was answered stands there with what answered it
   */
  async function goTo(target: Target, course: string, isBack = false): Promise<void> {
    const chapter = await load(target.chapter);
    if (!chapter) return;
    store.setState({ chapter });
    const index = indexIn(chapter, target.step);
    const step = chapter.steps[index];
    const isRevealed = isBack && nameOfStep({ chapter, step }) in kept.store.getState().answers;
    openNoted(linkOfStep(step, { chapter: chapter.id, index, course, isRevealed }), null);
    if (isRevealed) playEnd(step.ask?.reveal.acts);
    else play(step.acts);
  }

  /** Opens a step of a chapter; the first one unless another is named. */
  const open = (chapter: string, step: string | number = 0): Promise<void> => goTo({ chapter, step }, '');

  /** Opens a course: where one was the farthest, or from its beginning. */
  async function openCourse(id: string, isAnew = false): Promise<void> {
    const course = courseOf(id);
    if (!course) return;
    const steps = stepsOfCourse(course);
    const from = isAnew ? undefined : kept.store.getState().farthest[keyOfCourse(id)];
    await goTo(steps.find(({ chapter, step }) => `${chapter}.${step}` === from) ?? steps[0], id);
  }

  /** Answers the question of the open step; another answer takes its place until it is shown what is right. */
  function choose(answer: Letter): void {
    const now = current();
    if (!now?.step.ask || now.isRevealed || !isAnswer(now.step.ask, answer)) return;
    kept.answer(nameOfStep(now), answer);
  }

  /** The link of the open step. */
  const linkHere = ({ step, chapter, index, isRevealed }: OpenStep): string =>
    linkOfStep(step, { chapter: chapter.id, index, course: view.getState().course, isRevealed });

  /** Lets the page answer the question. */
  function reveal(): void {
    const now = current();
    if (!now?.step.ask || now.isRevealed) return;
    openNoted(linkHere({ ...now, isRevealed: true }), null);
    play(now.step.ask.reveal.acts);
  }

  /** Goes on: an open question is answered by the page first; after the last step the lecture ends. */
  async function next(): Promise<void> {
    const now = current();
    if (!now) return;
    stopActs();
    const target = neighbour(now, 1);
    if (now.step.ask && !now.isRevealed) reveal();
    else if (target) await goTo(target, view.getState().course);
    else leave();
  }

  /** Goes to the step before. */
  async function back(): Promise<void> {
    const now = current();
    const target = now && neighbour(now, -1);
    if (!target) return;
    stopActs();
    await goTo(target, view.getState().course, true);
  }

  /** Sets everything as the open step has it. */
  function restore(): void {
    const now = current();
    if (!now) return;
    stopActs();
    openLink(linkHere(now));
    play(now.isRevealed ? now.step.ask?.reveal.acts : now.step.acts);
  }

  /** Takes the lecture away, and stays in the view that is open. Embedded there is nothing but the lecture. */
  function leave(): void {
    stopActs();
    if (isEmbedded()) return;
    opens++;
    patchView(NO_CHAPTER);
  }

  /**
   * Fetches the chapter that the view names; of one that does not exist the first, and says so.
   * @param isFirst as the page is opened: a link that names the step alone leaves its state to the chapter
   */
  async function follow(isFirst: boolean): Promise<void> {
    const state = view.getState();
    const { chapter: id, course, page } = state;
    if (id === '' && course === '') return;
    if (store.getState().chapter?.id === id && (course === '' || courseOf(course))) return;
    const target = nearest(state);
    if (!target) {
      correct({ ...NO_CHAPTER, page: 'lecture' });
      return;
    }
    const chapter = await load(target.chapter);
    const now = view.getState();
    if (!chapter || now.chapter !== id || now.course !== course) return;
    store.setState({ chapter });
    const last = chapter.steps.length;
    if (Number(target.step) >= last)
      notify({ kind: 'warning', text: TEXTS.noStep(Number(target.step) + 1, chapter.text.title, last) });
    const change = { course: target.course, chapterStep: indexIn(chapter, target.step) + 1 };
    if ((isFirst && page === 'lecture') || target.chapter !== id)
      correctTo(chapter, change, isFirst ? openedWith() : new URLSearchParams());
    else correct(change);
  }

  /** Sets the view as a step has it, but for what the address says otherwise (`asOpened`); no step to undo. */
  function correctTo(
    chapter: LoadedChapter,
    { course, chapterStep }: Pick<ViewState, 'course' | 'chapterStep'>,
    asOpened: URLSearchParams,
  ): void {
    const step = chapter.steps[chapterStep - 1];
    const isRevealed = step.ask !== undefined && view.getState().revealed;
    const link = linkOfStep(step, { chapter: chapter.id, index: chapterStep - 1, course, isRevealed });
    const params = new URLSearchParams(link);
    for (const [name, value] of asOpened)
      if (!['view', 'chapter', 'step', 'course', 'shown'].includes(name)) params.set(name, value);
    correct(changesOf(params.toString()));
    play(isRevealed ? step.ask.reveal.acts : step.acts);
  }

  /** The open chapter in the language that is chosen now. If that does not arrive it stays as it is. */
  async function translate(): Promise<void> {
    const id = store.getState().chapter?.id;
    const { lang } = view.getState();
    const chapter = id === undefined ? undefined : await fetchChapter(id, lang);
    if (chapter && store.getState().chapter?.id === id && view.getState().lang === lang)
      store.setState({ chapter });
  }

  /**
   * Keeps the chapter in step with the view.
   * @param pressRun begins what a step wants of its view
   * @returns how to stop it
   */
  function connect(pressRun: PressRun): () => void {
    press = pressRun;
    const note = (): void => {
      const now = current();
      if (now) noteReached(now, kept);
    };
    void follow(true);
    const stops = [
      // A frame stays, also where its chapter did not arrive.
      listen('online', () => void follow(true)),
      view.subscribe((state, before) => {
        if (state.chapter !== before.chapter || state.course !== before.course) void follow(false);
        if (state.lang !== before.lang) void translate();
        if (state.chapterStep !== before.chapterStep || state.page !== before.page) stopActs();
        if (NAMED.some((name) => state[name] !== before[name])) note();
      }),
      store.subscribe(note),
    ];
    return () => {
      stops.forEach((stop) => stop());
      stopActs();
    };
  }

  return { store, current, open, openCourse, choose, reveal, next, back, restore, leave, stopActs, connect };
}

export const player = createPlayer(browser, progress);
