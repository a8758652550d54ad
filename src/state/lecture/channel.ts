import type { ViewState } from '../link/fields/table';
import { view } from '../link/view';
import { listen } from '../listen';

/** Windows of this page in the same browser hear each other by this name and that of the lecture's window; nothing leaves the device. */
const NAME = 'thousand-steps.lecture.';

/** What this window is called, also once it is loaded anew: a lecture and its notes know each other by it. */
export function windowName(): string {
  window.name ||= `thousand-steps-${crypto.getRandomValues(new Uint32Array(2)).join('-')}`;
  return window.name;
}

/** Where the lecture is, and in which language. */
const HERE = ['chapter', 'course', 'chapterStep', 'revealed', 'lang'] as const;
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

/** Whether something says where a lecture is. */
const isHere = (value: unknown): value is Here =>
  typeof value === 'object' &&
  value !== null &&
  HERE.every((name) => typeof (value as Partial<Here>)[name] === typeof view.getInitialState()[name]);

/** Whether what was heard is a message: whatever has the same origin can send here. */
function isMessage(data: unknown): data is Message {
  if (typeof data !== 'object' || data === null) return false;
  const { kind, here, key } = data as Record<string, unknown>;
  return (
    kind === 'ask' ||
    kind === 'gone' ||
    (kind === 'here' && isHere(here)) ||
    (kind === 'key' && typeof key === 'string')
  );
}

/** How a window opens the channel between a lecture and its notes. */
export type OpenChannel = (hear: (message: Message) => void) => Channel;

/** @param lecture the name of the lecture's window */
export const channelOf =
  (lecture: string): OpenChannel =>
  (hear) => {
    const channel = new BroadcastChannel(NAME + lecture);
    channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (isMessage(data)) hear(data);
    };
    return { send: (message) => channel.postMessage(message), close: () => channel.close() };
  };

/**
 * Tells its notes where the lecture is, until it ends.
 * @param takeKey does what a key does that was pressed there
 * @returns how to stop it
 */
export function tellNotes(takeKey: (key: string) => void, open = channelOf(windowName())): () => void {
  const tell = (): void => {
    const { chapter, course, chapterStep, revealed, lang } = view.getState();
    channel.send({ kind: 'here', here: { chapter, course, chapterStep, revealed, lang } });
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
