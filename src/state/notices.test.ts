import { beforeEach, expect, it } from 'vitest';
import { dismiss, notices, notify } from './notices';

beforeEach(() => notices.setState({ list: [], lastId: 0 }));

it('cuts a message that would fill the screen', () => {
  notify({ kind: 'warning', text: 'The link has an unknown part. '.repeat(1200) });
  const [{ text }] = notices.getState().list;
  expect(text.length).toBeLessThan(650);
  expect(text.endsWith(' …')).toBe(true);
});

it('shows a message once, the newest three, and takes it away', () => {
  for (const text of ['a', 'b', 'c', 'b', 'd']) notify({ kind: 'error', text });
  expect(notices.getState().list.map(({ text }) => text)).toEqual(['c', 'b', 'd']);
  dismiss(5);
  expect(notices.getState().list).toHaveLength(2);
});
