import { createStore } from 'zustand/vanilla';
import { openChannel, type Here } from './channel';

interface Notes {
  /** Where the lecture is, or was when it ended; null until it has been heard of. */
  readonly here: Here | null;
  /** Whether a window with the lecture is open. */
  readonly isOpen: boolean;
}

/** What the window of the notes knows of the lecture, which runs in another window. */
export function createNotes(open = openChannel) {
  const store = createStore<Notes>(() => ({ here: null, isOpen: false }));
  const channel = open((message) => {
    if (message.kind === 'gone') store.setState({ isOpen: false });
    if (message.kind === 'here') store.setState({ here: message.here, isOpen: message.here.chapter !== '' });
  });
  channel.send({ kind: 'ask' });

  /** Presses a key in the lecture. */
  const press = (key: string): void => channel.send({ kind: 'key', key });

  return { store, press, close: channel.close };
}
