// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeClock } from '../fakes.test-helper';
import { initialView } from '../link/codec';
import type { ViewState } from '../link/fields/table';
import { connectUrl } from '../link/url';
import { patchView, view } from '../link/view';
import { notices } from '../notices';
import { CHAPTERS } from './chapters';
import { repliesTo, type OpenStep } from './openStep';
import { createPlayer } from './player';
import { createProgress } from './progress';
import { lettersInOrder } from './steps';

let clock: FakeClock;
let kept: ReturnType<typeof createProgress>;
let player: ReturnType<typeof createPlayer>;
let stop: () => void;
let isMotionReduced = false;

beforeEach(() => {
  isMotionReduced = false;
  view.setState(initialView());
  notices.setState({ list: [] });
  clock = new FakeClock();
  kept = createProgress();
  connect();
});

function connect(): void {
  player = createPlayer({ clock, isMotionReduced: () => isMotionReduced }, kept);
  stop = player.connect(() => () => undefined);
}

/** Opens the page anew with a link. */
function reopen(link: Partial<ViewState>): void {
  stop();
  view.setState({ ...initialView(), ...link });
  connect();
}

afterEach(() => {
  stop();
  localStorage.clear();
  history.replaceState(null, '', '/');
  vi.restoreAllMocks();
});

const place = (): string => `${view.getState().chapter} ${view.getState().chapterStep}`;

describe('the lecture', () => {
  it('opens a chapter at its first step, and goes through it to the next chapter and back', async () => {
    await player.open('sqrt');
    expect(place()).toBe('sqrt 1');
    expect(view.getState()).toMatchObject({ process: 'chain', t: 1, source: 'train.7' });
    await player.next();
    expect(place()).toBe('sqrt 2');
    expect(view.getState()).toMatchObject({ page: 'schedule', revealed: false });
    // An open question is answered first.
    await player.next();
    expect(place()).toBe('sqrt 2');
    expect(player.current()).toMatchObject({ isRevealed: true });
    await player.next();
    expect(view.getState()).toMatchObject({ page: 'lab', experiment: 'derivation', revealed: false });
    await player.back();
    expect(place()).toBe('sqrt 2');
    for (let i = 0; i < 5; i++) await player.next();
    expect(place()).toBe('why-network 1');
  });

  it('moves the slider once the words have been read, until somebody moves it elsewhere', async () => {
    await player.open('undo');
    await clock.advance(900);
    expect(view.getState().t).toBe(0);
    await clock.advance(5200);
    expect(view.getState().t).toBeGreaterThan(400);
    expect(view.getState().t).toBeLessThan(600);
    view.setState({ t: 30 });
    await clock.advance(3000);
    expect(view.getState().t).toBe(30);
    expect(player.current()?.isExploring).toBe(false);
  });

  it('moves nothing that was moved while the words were read, and stops on demand', async () => {
    await player.open('undo');
    await clock.advance(500);
    view.setState({ t: 300 });
    await clock.advance(5000);
    expect(view.getState().t).toBe(300);
    expect(player.stopActs()).toBe(false);
    await player.open('undo');
    await clock.advance(3000);
    expect(player.stopActs()).toBe(true);
    const { t } = view.getState();
    await clock.advance(3000);
    expect(view.getState().t).toBe(t);
  });

  it('shows the answer again when one comes back to it', async () => {
    await player.open('sqrt', 1);
    player.reveal();
    await clock.advance(10_000);
    expect(view.getState().place).toBe(1000);
    patchView({ page: 'detect' });
    player.restore();
    await clock.advance(10_000);
    expect(view.getState()).toMatchObject({ page: 'schedule', place: 1000, revealed: true });
  });

  it('leaves the settings of a training to the reader', async () => {
    await player.open('undo', 4);
    patchView({ trainNetwork: 'small', trainGoal: 300 });
    expect(player.current()?.isExploring).toBe(false);
    patchView({ page: 'lab' });
    expect(player.current()?.isExploring).toBe(true);
  });

  it('shows the end of what moves at once where motion is reduced', async () => {
    isMotionReduced = true;
    await player.open('undo');
    await clock.advance(1000);
    expect(view.getState().t).toBe(1000);
  });

  it('keeps the answer, takes another until it is shown, and forgets all on demand', async () => {
    await player.open('undo', 2);
    player.choose('a');
    player.choose('d');
    expect(player.current()?.answer).toBe('d');
    player.reveal();
    expect(view.getState()).toMatchObject({ mode: 'denoise', tries: 6, revealed: true });
    player.choose('c');
    expect(player.current()?.answer).toBe('d');
    kept.forget();
    expect(player.current()?.answer).toBeUndefined();
  });

  it('says that one explores once something is set otherwise, and sets it back', async () => {
    await player.open('sqrt', 3);
    expect(player.current()?.isExploring).toBe(false);
    patchView({ seed: 9 });
    expect(player.current()?.isExploring).toBe(true);
    player.restore();
    expect(view.getState().seed).not.toBe(9);
    expect(player.current()?.isExploring).toBe(false);
    patchView({ page: 'detect' });
    expect(player.current()?.isExploring).toBe(true);
    player.restore();
    expect(view.getState()).toMatchObject({ page: 'timeline', process: 'chain', t: 500 });
  });

  it('leaves where one is', async () => {
    await player.open('equations', 2);
    player.leave();
    expect(player.current()).toBeNull();
    expect(view.getState()).toMatchObject({ page: 'plane', planeData: 'moons', chapter: '' });
  });

  it('opens the step that a link names, and of a chapter that is not there the first one', async () => {
    reopen({ page: 'lecture', chapter: 'sqrt', chapterStep: 4 });
    await vi.waitFor(() => expect(view.getState().page).toBe('timeline'));
    expect(view.getState()).toMatchObject({ process: 'chain', t: 500, chapterStep: 4 });
    view.setState({ ...initialView(), chapter: 'no-such', chapterStep: 3 });
    await vi.waitFor(() => expect(place()).toBe('undo 1'));
    expect(notices.getState().list[0]?.text).toContain('There is no chapter “no-such”');
  });

  it('goes on past its last chapter by leaving', async () => {
    await player.open('uses', 4);
    await player.next();
    expect(player.current()).toBeNull();
  });
});

describe('links of the lecture', () => {
  const texts = (): readonly string[] => notices.getState().list.map(({ text }) => text);

  it('lead to the question, or to what comes after its answer', async () => {
    reopen({ page: 'lecture', chapter: 'undo', chapterStep: 3 });
    await vi.waitFor(() => expect(view.getState().page).toBe('timeline'));
    expect(view.getState()).toMatchObject({ mode: 'forward', t: 1000, revealed: false });
    reopen({ page: 'lecture', chapter: 'undo', chapterStep: 3, revealed: true });
    await vi.waitFor(() => expect(view.getState().page).toBe('timeline'));
    expect(view.getState()).toMatchObject({ mode: 'denoise', tries: 6, revealed: true });
  });

  it('say it where there is no such step, and open the last one', async () => {
    reopen({ page: 'lecture', chapter: 'sqrt', chapterStep: 9 });
    await vi.waitFor(() => expect(place()).toBe('sqrt 5'));
    expect(texts()).toEqual(['“Why √(1 − β)?” has no step 9. This is its last one, step 5.']);
  });

  it('bring settings of their own only as the page is opened', async () => {
    history.replaceState(null, '', '/?view=lecture&chapter=sqrt&step=4&seed=9');
    const stopUrl = connectUrl();
    stop();
    connect();
    await vi.waitFor(() => expect(view.getState()).toMatchObject({ page: 'timeline', seed: 9 }));
    view.setState({ ...initialView(), chapter: 'no-such' });
    await vi.waitFor(() => expect(place()).toBe('undo 1'));
    expect(view.getState().seed).not.toBe(9);
    stopUrl();
  });

  it('say it where there is no such course, and open the chapter, or else the list', async () => {
    reopen({ page: 'lecture', chapter: 'sqrt', course: 'no-such' });
    await vi.waitFor(() => expect(view.getState()).toMatchObject({ page: 'timeline', course: '' }));
    expect(place()).toBe('sqrt 1');
    expect(texts()[0]).toMatch(/^There is no course “no-such”. The courses are: open-day, first,/);
    reopen({ course: 'no-such' });
    expect(view.getState()).toMatchObject({ page: 'lecture', course: '', chapter: '' });
  });
});

describe('a chapter that does not arrive', () => {
  const lose = (index: number) => vi.spyOn(CHAPTERS[index], 'load').mockRejectedValueOnce(new Error('lost'));

  it('leaves the step before it open; Next asks for it again', async () => {
    await player.open('sqrt', 4);
    lose(2);
    await player.next();
    expect(place()).toBe('sqrt 5');
    expect(player.current()).not.toBeNull();
    expect(notices.getState().list).toHaveLength(1);
    await player.next();
    expect(place()).toBe('why-network 1');
  });

  it('ends the lecture where no step is open', async () => {
    lose(1);
    reopen({ page: 'lecture', chapter: 'sqrt' });
    await vi.waitFor(() => expect(view.getState().chapter).toBe(''));
  });

  it('comes to a frame when the network is back', async () => {
    history.replaceState(null, '', '/?embed=1');
    const load = lose(1);
    reopen({ page: 'lecture', chapter: 'sqrt', chapterStep: 2 });
    await vi.waitFor(() => expect(notices.getState().list).toHaveLength(1));
    expect(player.current()).toBeNull();
    dispatchEvent(new Event('online'));
    await vi.waitFor(() => expect(player.current()).not.toBeNull());
    expect(load).toHaveBeenCalledTimes(2);
    expect(view.getState()).toMatchObject({ page: 'schedule', chapterStep: 2 });
  });
});

describe('a course', () => {
  it('opens by its name alone, and leads along its steps, forward and back', async () => {
    reopen({ course: 'mathematics' });
    await vi.waitFor(() => expect(place()).toBe('sqrt 1'));
    expect(player.current()?.place).toMatchObject({
      index: 0,
      next: { chapter: 'sqrt', step: 'weight-one' },
    });
    await player.openCourse('open-day');
    expect(place()).toBe('undo 1');
    await player.next();
    expect(place()).toBe('undo 3');
    await player.back();
    expect(place()).toBe('undo 1');
    expect(view.getState().course).toBe('open-day');
    await player.open('undo');
    expect(view.getState().course).toBe('');
  });

  it('goes on where one was the farthest, or begins anew', async () => {
    await player.openCourse('first');
    for (let i = 0; i < 7; i++) await player.next();
    expect(place()).toBe('sqrt 2');
    await player.back();
    await player.open('equations');
    await player.openCourse('first');
    expect(place()).toBe('sqrt 2');
    expect(player.current()?.place).toMatchObject({ index: 6 });
    await player.openCourse('first', true);
    expect(place()).toBe('undo 1');
  });

  it('is left by a step that it leaves out until a step of it comes', async () => {
    reopen({ page: 'lecture', chapter: 'undo', chapterStep: 2, course: 'open-day' });
    await vi.waitFor(() => expect(player.current()).not.toBeNull());
    expect(player.current()?.place).toBeUndefined();
    await player.next();
    expect(player.current()?.place).toMatchObject({ index: 1 });
  });

  it('ends after its last step', async () => {
    await player.openCourse('open-day');
    for (let i = 0; i < 50 && player.current(); i++) await player.next();
    expect(view.getState()).toMatchObject({ chapter: '', course: '' });
  });
});

describe('a step that was answered', () => {
  it('comes back answered, with the end of what answered it, but not when it is opened', async () => {
    await player.open('sqrt', 1);
    player.choose('d');
    await player.next();
    await player.next();
    await player.back();
    await clock.advance(0);
    expect(place()).toBe('sqrt 2');
    expect(player.current()).toMatchObject({ answer: 'd', isRevealed: true });
    expect(view.getState()).toMatchObject({ place: 1000, revealed: true });
    expect(player.current()?.isExploring).toBe(false);
    await player.open('sqrt', 1);
    expect(player.current()).toMatchObject({ answer: 'd', isRevealed: false });
  });

  it('was only looked at: it comes back as a question', async () => {
    await player.open('sqrt', 1);
    player.reveal();
    await player.next();
    await player.back();
    expect(player.current()).toMatchObject({ answer: undefined, isRevealed: false });
  });

  it('is told the sentence of its answer, or those of the two that most of the class chose', async () => {
    await player.open('sqrt', 1);
    player.choose('d');
    const replies = (): readonly string[] => repliesTo(player.current() as OpenStep);
    expect(replies()).toEqual([]);
    kept.count('sqrt.weight-one', 'first', 'a', 20);
    player.reveal();
    expect(replies()).toEqual(['a']);
    kept.count('sqrt.weight-one', 'second', 'b', 12);
    kept.count('sqrt.weight-one', 'second', 'c', 14);
    kept.count('sqrt.weight-one', 'second', 'a', 3);
    expect(replies()).toEqual(['c', 'b']);
    kept.forget();
    expect(replies()).toEqual([]);
  });
});

it('orders answers alike for everyone, and has all of them', () => {
  const question = { right: 'b', wrong: { a: 'x', c: 'y', d: 'z' }, reveal: {} } as const;
  expect([...lettersInOrder(question, 'one')].sort()).toEqual(['a', 'b', 'c', 'd']);
  expect(lettersInOrder(question, 'one')).toEqual(lettersInOrder(question, 'one'));
});

describe('in another language', () => {
  it('the open step stays, with other words', async () => {
    await player.open('sqrt', 1);
    const { step, text } = player.current() as OpenStep;
    patchView({ lang: 'de' });
    await vi.waitFor(() => expect(player.current()?.text.lang).toBe('de'));
    expect(place()).toBe('sqrt 2');
    expect(player.current()?.step).toEqual(step);
    expect(player.current()?.text).not.toEqual(text);
    await player.back();
    expect(player.current()).toMatchObject({ index: 0, chapter: { lang: 'de' } });
    expect(view.getState().lang).toBe('de');
  });
});
