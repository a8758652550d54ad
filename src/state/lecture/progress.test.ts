// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from 'vitest';
import { createProgress, newestVote } from './progress';

afterEach(() => localStorage.clear());

const ORDER = ['undo.forward', 'undo.sum', 'undo.six-ways'];

it('keeps answers, farthest steps and votes in this browser, and exports them', () => {
  const before = createProgress();
  before.answer('undo.six-ways', 'a');
  before.answer('undo.six-ways', 'c');
  before.reach('undo', 'undo.sum', ORDER);
  before.reach('undo', 'undo.forward', ORDER);
  before.count('undo.six-ways', 'first', 'b', 7);
  const { store, exported } = createProgress();
  expect(store.getState()).toEqual({
    answers: { 'undo.six-ways': 'c' },
    farthest: { undo: 'undo.sum' },
    votes: { 'undo.six-ways': { first: { b: 7 } } },
  });
  expect(JSON.parse(exported())).toEqual(store.getState());
});

it('forgets all of it', () => {
  const before = createProgress();
  before.answer('undo.six-ways', 'a');
  before.reach('undo', 'undo.sum', ORDER);
  const takeBack = before.forget();
  expect(createProgress().store.getState()).toEqual({ answers: {}, farthest: {}, votes: {} });
  before.answer('undo.sum', 'b');
  takeBack();
  expect(createProgress().store.getState()).toEqual({
    answers: { 'undo.six-ways': 'a', 'undo.sum': 'b' },
    farthest: { undo: 'undo.sum' },
    votes: {},
  });
});

it('keeps what two windows note, and each hears of the other', () => {
  const one = createProgress();
  const other = createProgress();
  const stop = other.follow();
  one.count('undo.six-ways', 'first', 'b', 7);
  other.count('undo.six-ways', 'second', 'b', 9);
  one.answer('undo.six-ways', 'a');
  const all = {
    answers: { 'undo.six-ways': 'a' },
    farthest: {},
    votes: { 'undo.six-ways': { first: { b: 7 }, second: { b: 9 } } },
  };
  expect(one.store.getState()).toEqual(all);
  dispatchEvent(new StorageEvent('storage', { key: 'thousand-steps-lecture' }));
  expect(other.store.getState()).toEqual(all);
  stop();
});

it('keeps it for the visit where storage is refused', () => {
  const refused = vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new Error('full');
  });
  const { store, answer, count } = createProgress();
  answer('undo.six-ways', 'a');
  count('undo.six-ways', 'first', 'b', 7);
  expect(store.getState()).toMatchObject({
    answers: { 'undo.six-ways': 'a' },
    votes: { 'undo.six-ways': { first: { b: 7 } } },
  });
  refused.mockRestore();
});

it('begins anew at steps that are gone, and with what it does not understand', () => {
  localStorage.setItem(
    'thousand-steps-lecture',
    '{"answers":{"x":"z"},"farthest":{"undo":"undo.gone"},"votes":3}',
  );
  const { store, reach } = createProgress();
  expect(store.getState()).toEqual({ answers: {}, farthest: { undo: 'undo.gone' }, votes: {} });
  reach('undo', 'undo.forward', ORDER);
  expect(store.getState().farthest).toEqual({ undo: 'undo.forward' });
  localStorage.setItem('thousand-steps-lecture', 'no JSON');
  expect(createProgress().store.getState()).toEqual({ answers: {}, farthest: {}, votes: {} });
});

it('finds what most chose in the newest vote', () => {
  expect(newestVote()).toEqual({ counts: {}, most: [] });
  expect(newestVote({ first: { a: 3, b: 9, d: 4 }, second: { a: 0 } }).most).toEqual(['b', 'd']);
  expect(newestVote({ first: { a: 3 }, second: { c: 2, d: 2 } }).most).toEqual(['c', 'd']);
});
