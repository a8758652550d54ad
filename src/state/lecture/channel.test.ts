// @vitest-environment happy-dom
import { beforeEach, expect, it, vi } from 'vitest';
import { initialView } from '../link/codec';
import { view } from '../link/view';
import { channelOf, tellNotes, windowName, type Channel, type Message } from './channel';
import { createNotes } from './notes';

/** All windows of a channel: what one sends the others hear. */
function createWindows() {
  const listeners = new Set<(message: Message) => void>();
  return (hear: (message: Message) => void): Channel => {
    listeners.add(hear);
    return {
      send: (message) => listeners.forEach((each) => each !== hear && each(message)),
      close: () => listeners.delete(hear),
    };
  };
}

let open: ReturnType<typeof createWindows>;
let keys: string[];
const tell = (): (() => void) => tellNotes((key) => keys.push(key), open);

beforeEach(() => {
  open = createWindows();
  keys = [];
  view.setState({ ...initialView(), chapter: 'sqrt', course: 'first' });
});

it('the notes follow the lecture, whichever window was there first', () => {
  const early = createNotes(open);
  expect(early.store.getState()).toEqual({ here: null, isOpen: false });
  tell();
  const late = createNotes(open);
  view.setState({ chapterStep: 2 });
  view.setState({ t: 4 });
  for (const { store } of [early, late])
    expect(store.getState()).toEqual({
      here: { chapter: 'sqrt', course: 'first', chapterStep: 2, revealed: false, lang: 'en' },
      isOpen: true,
    });
});

it('a key that is pressed in the notes is pressed in the lecture', () => {
  tell();
  createNotes(open).press('PageDown');
  expect(keys).toEqual(['PageDown']);
});

it('each window goes on when the other one is closed', () => {
  const stop = tell();
  const notes = createNotes(open);
  view.setState({ chapter: '' });
  stop();
  expect(notes.store.getState()).toMatchObject({ isOpen: false, here: { chapter: 'sqrt' } });
  view.setState({ chapter: 'sqrt' });
  tell();
  expect(notes.store.getState()).toMatchObject({ isOpen: true });
  notes.close();
  view.setState({ chapterStep: 3 });
  const again = createNotes(open);
  expect(again.store.getState().here).toMatchObject({ chapterStep: 3 });
});

it('a lecture and its notes hear no other lecture, and nothing that is no message', async () => {
  const mine = channelOf(windowName());
  expect(windowName()).toBe(window.name);
  const heard: Message[] = [];
  const { close } = mine((message) => heard.push(message));
  const sender = mine(() => undefined);
  const other = channelOf('another')(() => undefined);
  other.send({ kind: 'gone' });
  for (const wrong of [null, 'ask', {}, { kind: 'key' }, { kind: 'here', here: { chapter: 'sqrt' } }])
    sender.send(wrong as Message);
  const here = { chapter: 'sqrt', course: '', chapterStep: 2, revealed: false, lang: 'en' as const };
  const right: readonly Message[] = [{ kind: 'here', here }, { kind: 'ask' }, { kind: 'key', key: 'b' }];
  right.forEach(sender.send);
  await vi.waitFor(() => expect(heard).toEqual(right));
  for (const each of [{ close }, sender, other]) each.close();
});
