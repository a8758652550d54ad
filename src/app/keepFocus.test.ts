// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { connectFocus } from './keepFocus';

let stop: () => void;

const get = (selector: string): HTMLElement => document.querySelector(selector) as HTMLElement;

beforeEach(() => {
  vi.useFakeTimers();
  document.body.innerHTML = `<div id="root">
    <header><a href="#">Lab</a><nav><button id="reset">Reset</button><button id="link">Copy link</button></nav></header>
    <main><input type="range"><ul><li><button class="ask">Ask again</button></li></ul></main>
    <div role="status"><p><button class="x">x</button></p><p><button class="y">y</button></p></div>
  </div>`;
  stop = connectFocus();
});
afterEach(() => {
  stop();
  vi.useRealTimers();
});

/** Presses a button, which takes parts of the page away 300 ms later. */
function press(selector: string, remove: string, detail = 0): void {
  const button = get(selector);
  button.focus();
  button.dispatchEvent(new MouseEvent('click', { bubbles: true, detail }));
  vi.advanceTimersByTime(300);
  expect(document.activeElement).toBe(button);
  for (const each of document.querySelectorAll<HTMLElement>(remove)) {
    each.blur();
    each.remove();
  }
  button.blur();
}

it.each([
  ['the next message', '.x', 'p:first-child', '.y'],
  ['the view, where no message is left', '.x', '[role=status]', 'main input'],
  ['a control beside it', '#reset', '#reset', '#link'],
  ['the view, where a card has nothing else', '.ask', '.ask', 'main input'],
  ['the view, where all around it has gone', '#link', 'header', 'main input'],
])('a button that takes itself away gives the focus to %s', (_, button, removed, next) => {
  press(button, removed);
  vi.advanceTimersByTime(100);
  expect(document.activeElement).toBe(get(next));
});

it('the next key already finds it there', () => {
  press('.ask', '.ask');
  dispatchEvent(new Event('keydown'));
  expect(document.activeElement).toBe(get('main input'));
});

it('leaves alone who clicks, or has gone elsewhere', () => {
  press('.ask', '.ask', 1);
  vi.advanceTimersByTime(500);
  expect(document.activeElement).toBe(document.body);
  press('#link', 'header');
  get('.x').focus();
  vi.advanceTimersByTime(500);
  expect(document.activeElement).toBe(get('.x'));
});
