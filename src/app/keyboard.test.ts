// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { initialView } from '../state/link/codec';
import { patchView, view } from '../state/link/view';
import { AT_START, presentation } from '../state/presentation';
import { connectKeyboard } from './keyboard';
import { lectureKey } from './lecture/keys';

vi.mock('./lecture/keys', () => ({ lectureKey: vi.fn() }));

let stop: () => void;

/** Opens a chapter, and asks for what the address then says. */
function openLecture(address: string): void {
  history.replaceState(null, '', address);
  patchView({ chapter: 'undo', present: true, page: 'generate' });
}

const press = (key: string, more: KeyboardEventInit = {}, target: Element = document.body): boolean =>
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }));

beforeEach(() => {
  stop = connectKeyboard();
});
afterEach(() => {
  stop();
  view.setState(initialView());
  presentation.setState(AT_START);
  history.replaceState(null, '', '/');
  vi.mocked(lectureKey).mockClear();
});

it('N opens the notes of a lecture, which one that is embedded does not have', async () => {
  openLecture('/');
  press('n');
  await vi.waitFor(() => expect(lectureKey).toHaveBeenCalledWith('n'));
  expect(view.getState().scene).toBe(0);
  openLecture('/?embed=1');
  press('n');
  expect(view.getState().scene).toBe(1);
  openLecture('/');
  press('N', { shiftKey: true });
  expect(view.getState().scene).toBe(0);
  expect(lectureKey).toHaveBeenCalledOnce();
});

it('“.” makes the screen black also where it takes Shift', () => {
  openLecture('/');
  patchView({ present: false });
  press('.', { shiftKey: true });
  expect(presentation.getState().isBlank).toBe(true);
});

it("a clicker's arrows lead the lecture, but move a slider that was reached by keys", async () => {
  openLecture('/?clicker=arrows');
  expect(press('ArrowRight')).toBe(false);
  await vi.waitFor(() => expect(lectureKey).toHaveBeenCalledWith('ArrowRight'));
  patchView({ present: false, page: 'timeline', t: 5 });
  const slider = document.createElement('input');
  slider.type = 'range';
  document.body.append(slider);
  slider.focus();
  press('ArrowRight', {}, slider);
  expect(view.getState().t).toBe(6);
  // Left focused by the mouse.
  vi.spyOn(slider, 'matches').mockReturnValue(false);
  slider.blur();
  slider.focus();
  press('ArrowRight', {}, slider);
  slider.remove();
  expect(view.getState().t).toBe(6);
});
