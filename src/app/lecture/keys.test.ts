// @vitest-environment happy-dom
import { afterEach, expect, it } from 'vitest';
import { AT_START, presentation } from '../../state/presentation';
import { notesKey } from './keys';

afterEach(() => presentation.setState(AT_START));

const isBlank = (): boolean => presentation.getState().isBlank;

it('a black screen goes by the keys of the notes that mean the lecture, and by no others', () => {
  notesKey('b');
  expect(isBlank()).toBe(true);
  for (const key of ['Tab', 'Shift', ' ', 'x', 'n', 'Escape']) notesKey(key);
  expect(isBlank()).toBe(true);
  notesKey('PageDown');
  expect(isBlank()).toBe(false);
});
