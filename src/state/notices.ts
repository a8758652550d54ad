import { createStore } from 'zustand/vanilla';

export interface Notice {
  id: number;
  kind: 'info' | 'warning' | 'error';
  /** The fact and the remedy, in full sentences. */
  text: string;
}

/** Messages to the reader, newest last. */
export const notices = createStore<{ list: readonly Notice[] }>(() => ({ list: [] }));

let lastId = 0;

/**
 * Shows a message, the newest place for one that is there already. Informative ones leave by themselves.
 * @returns its id
 */
export function notify(notice: Omit<Notice, 'id'>): number {
  const list = notices.getState().list.filter(({ text }) => text !== notice.text);
  const id = ++lastId;
  notices.setState({ list: [...list, { ...notice, id }].slice(-3) });
  if (notice.kind === 'info') setTimeout(() => dismiss(id), 4000);
  return id;
}

export function dismiss(id: number): void {
  notices.setState(({ list }) => ({ list: list.filter((notice) => notice.id !== id) }));
}

/** Takes away the errors: what they were about has been done. */
export function clearErrors(): void {
  notices.setState(({ list }) => ({ list: list.filter(({ kind }) => kind !== 'error') }));
}
