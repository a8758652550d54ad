import { createStore } from 'zustand/vanilla';
import type { Here, OpenChannel } from './channel';

interface Notes {
  /** Where the lecture is, or was when it ended; null until it has been heard of. */
  readonly here: Here | null;
  /** Whether a window with the lecture is open. */
  readonly isOpen: boolean;
}

/** What the window of the notes knows of the lecture, which runs in another window. */
export function createNotes(open: OpenChannel) {
  const store = createStore<Notes>(() => ({ here: null, isOpen: false }));
  const channel = open((message) => {
    if (message.kind !== 'gone' && message.kind !== 'here') return;
    const here = message.kind === 'here' && message.here.chapter !== '' ? message.here : undefined;
    store.setState(here ? { here, isOpen: true } : { isOpen: false });
  });
  channel.send({ kind: 'ask' });

  /** Presses a key in the lecture. */
  const press = (key: string): void => channel.send({ kind: 'key', key });

  return { store, press, close: channel.close };
}
