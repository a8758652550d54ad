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

/** Shows a message. The same text is never shown twice at once. Informative ones leave by themselves. */
export function notify(notice: Omit<Notice, 'id'>): void {
  const { list } = notices.getState();
  if (list.some(({ text }) => text === notice.text)) return;
  const id = ++lastId;
  notices.setState({ list: [...list, { ...notice, id }].slice(-3) });
  if (notice.kind === 'info') setTimeout(() => dismiss(id), 4000);
}

export function dismiss(id: number): void {
  notices.setState(({ list }) => ({ list: list.filter((notice) => notice.id !== id) }));
}

/** Takes away the errors: what they were about has been done. */
export function clearErrors(): void {
  notices.setState(({ list }) => ({ list: list.filter(({ kind }) => kind !== 'error') }));
}
