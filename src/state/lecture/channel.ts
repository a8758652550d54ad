import type { ViewState } from '../link/fields/table';
import { view } from '../link/view';
import { listen } from '../listen';

/** Windows of this page in the same browser hear each other by this name; nothing leaves the device. */
const NAME = 'thousand-steps.lecture';

/** Where the lecture is. */
const HERE = ['chapter', 'course', 'chapterStep', 'revealed'] as const;
export type Here = Pick<ViewState, (typeof HERE)[number]>;

/** What the lecture and the window of its notes say to each other. */
export type Message =
  /** The notes ask where the lecture is. */
  | { readonly kind: 'ask' }
  | { readonly kind: 'here'; readonly here: Here }
  | { readonly kind: 'gone' }
  /** A key that was pressed in the notes and means the lecture. */
  | { readonly kind: 'key'; readonly key: string };

export interface Channel {
  readonly send: (message: Message) => void;
  readonly close: () => void;
}

export function openChannel(hear: (message: Message) => void): Channel {
  const channel = new BroadcastChannel(NAME);
  channel.onmessage = ({ data }: MessageEvent<Message>) => hear(data);
  return { send: (message) => channel.postMessage(message), close: () => channel.close() };
}

/**
 * Tells windows with notes where the lecture is, until it ends.
 * @param takeKey does what a key does that was pressed there
 * @returns how to stop it
 */
export function tellNotes(takeKey: (key: string) => void, open = openChannel): () => void {
  const tell = (): void => {
    const { chapter, course, chapterStep, revealed } = view.getState();
    channel.send({ kind: 'here', here: { chapter, course, chapterStep, revealed } });
  };
  const channel = open((message) => {
    if (message.kind === 'ask') tell();
    if (message.kind === 'key') takeKey(message.key);
  });
  const sayGone = (): void => channel.send({ kind: 'gone' });
  const stops = [
    view.subscribe((state, before) => {
      if (HERE.some((name) => state[name] !== before[name])) tell();
    }),
    listen('pagehide', sayGone),
  ];
  tell();
  return () => {
    stops.forEach((stop) => stop());
    sayGone();
    channel.close();
  };
}
