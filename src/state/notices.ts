import { createStore } from 'zustand/vanilla';

export interface Notice {
  readonly id: number;
  readonly kind: 'info' | 'warning' | 'error';
  /** The fact and the remedy, in full sentences. */
  readonly text: string;
  /** What can be done about it by a button. */
  readonly action?: { readonly text: string; readonly run: () => void };
}

interface Notices {
  /** Messages to the reader, newest last. */
  readonly list: readonly Notice[];
  /** The id of the newest one ever shown. */
  readonly lastId: number;
}

export const notices = createStore<Notices>(() => ({ list: [], lastId: 0 }));

/** More cannot be read at once. */
const MOST = 3;
/** Longer messages fill the screen and are read by nobody: only hostile links and files have them. */
const MOST_CHARACTERS = 600;
/** How long an informative message stays. */
const INFO_MS = 4000;

/**
 * Shows a message, cut where it is too long, as the newest if it is there already. Informative ones leave by themselves.
 * @returns its id
 */
export function notify({ text: whole, ...rest }: Omit<Notice, 'id'>): number {
  const text = whole.length <= MOST_CHARACTERS ? whole : `${whole.slice(0, MOST_CHARACTERS)} …`;
  const { list, lastId } = notices.getState();
  const id = lastId + 1;
  const others = list.filter((notice) => notice.text !== text);
  notices.setState({ list: [...others, { ...rest, text, id }].slice(-MOST), lastId: id });
  if (rest.kind === 'info') setTimeout(() => dismiss(id), INFO_MS);
  return id;
}

/** Takes a message away. */
export function dismiss(id: number): void {
  notices.setState(({ list }) => ({ list: list.filter((notice) => notice.id !== id) }));
}

/** Takes the errors away, once what they were about has been done. */
export function clearErrors(): void {
  notices.setState(({ list }) => ({ list: list.filter(({ kind }) => kind !== 'error') }));
}
