// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it } from 'vitest';
import { chosenField } from './chosenField';
import { initialView } from './link/codec';
import { connectUrl } from './link/url';
import { view } from './link/view';

let stop = (): void => undefined;
const lang = chosenField('lang');

/** Opens the page anew. */
function open(query: string): void {
  stop();
  history.replaceState(null, '', `/${query}`);
  view.setState(initialView());
  stop = connectUrl();
  lang.connect();
}

beforeEach(() => localStorage.clear());
afterEach(() => stop());

it('a bare link opens with what was chosen last, every other link as it says', () => {
  open('');
  expect(view.getState().lang).toBe('en');
  lang.choose('de');
  expect(view.getState().lang).toBe('de');
  open('');
  expect(view.getState().lang).toBe('de');
  open('?t=400');
  expect(view.getState().lang).toBe('en');
});

it('what is stored and means nothing is left alone', () => {
  localStorage.setItem('thousand-steps-lang', 'xx');
  open('');
  expect(view.getState().lang).toBe('en');
});
