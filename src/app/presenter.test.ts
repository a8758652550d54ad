// @vitest-environment happy-dom
import { act, createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, expect, it, vi } from 'vitest';
import { useWithKey } from '../features/common/useWithKey';
import { lab } from '../features/lab/view';
import { train } from '../features/train/view';
import { initialView } from '../state/link/codec';
import { link, openLink } from '../state/link/url';
import { patchView, undo, view } from '../state/link/view';
import { setSingleKeys } from '../state/shortcuts';
import { connectKeyboard, KEY_ROWS, PRESENT } from './keyboard';
import { connectPresenter, shownScenes, turnPanel } from './presenter';

const stops: (() => void)[] = [];
const film = train.scenes?.[1];
const hasFilm = typeof film === 'object' ? film.filled : undefined;
const press = (key: string, more: KeyboardEventInit = {}): void => {
  document.body.dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }),
  );
};
const scene = (): number => view.getState().scene;

afterEach(() => {
  stops.splice(0).forEach((stop) => stop());
  view.setState(initialView());
  hasFilm?.setState(false);
  setSingleKeys(true);
});

it('has the scene in the link, and leaves it out without presenter mode', () => {
  stops.push(connectPresenter(), connectKeyboard());
  patchView({ present: true, page: 'generate' });
  expect(link()).not.toContain('scene');
  press('n');
  press('n');
  expect(link()).toContain('scene=3');
  patchView({ present: false });
  expect(link()).not.toContain('scene');
});

it('begins another view with its first scene, unless a link names one', () => {
  stops.push(connectPresenter());
  patchView({ present: true, page: 'generate', scene: 2 });
  patchView({ page: 'lab' });
  expect(scene()).toBe(0);
  patchView({ scene: 3 });
  patchView({ experiment: 'bound' });
  expect(scene()).toBe(0);
  for (const before of [0, 1, 2]) {
    patchView({ page: 'schedule', scene: before });
    openLink('?present=1&view=generate&scene=2');
    expect(scene()).toBe(1);
  }
});

it('comes back to the scene by undo, or to the first where none was left', () => {
  stops.push(connectPresenter());
  patchView({ present: true, page: 'lab', scene: 4 });
  openLink('?present=1&view=generate&a.steps=7');
  expect(scene()).toBe(0);
  patchView({ scene: 2 });
  undo();
  expect([view.getState().page, scene()]).toEqual(['lab', 4]);
});

it('shows the nearest scene where there are fewer', () => {
  patchView({ present: true, page: 'schedule', scene: 40 });
  stops.push(connectPresenter());
  expect(scene()).toBe(2);
  // Without symbols the Timeline has one scene.
  patchView({ page: 'timeline', scene: 1 });
  expect(scene()).toBe(1);
  patchView({ level: 'picture' });
  expect(scene()).toBe(0);
});

it('gives each scene of a view its own title', () => {
  for (const experiment of ['rules', 'digits', 'exact', 'bound', 'derivation'] as const) {
    patchView({ present: true, page: 'lab', experiment, level: 'all' });
    const titles = shownScenes().map(({ title }) => title);
    expect(titles.length).toBeGreaterThan(5);
    expect(new Set(titles).size, experiment).toBe(titles.length);
  }
});

it('skips a scene that has nothing to show yet', () => {
  stops.push(connectPresenter(), connectKeyboard());
  patchView({ present: true, page: 'train' });
  expect(shownScenes()).toHaveLength(1);
  press('n');
  expect(scene()).toBe(0);
  hasFilm?.setState(true);
  press('n');
  press('n');
  expect(scene()).toBe(2);
});

it('Page Down leads on, in and outside presenter mode, the way the story runs', () => {
  stops.push(connectPresenter(), connectKeyboard());
  for (const [mode, present, t] of [
    ['forward', false, 600],
    ['forward', true, 600],
    ['reverse', false, 400],
    ['reverse', true, 400],
  ] as const) {
    patchView({ mode, present, t: 500 });
    press('PageDown');
    expect(view.getState().t, `${mode}, ${present}`).toBe(t);
    press('PageUp');
    expect(view.getState().t).toBe(500);
  }
});

it('leads through the parts of a view before the next view, and back', () => {
  stops.push(connectPresenter());
  patchView({ present: true, page: 'edit', edit: 'change', scene: 1 });
  turnPanel(1);
  expect(view.getState()).toMatchObject({ page: 'edit', edit: 'between', scene: 0 });
  turnPanel(-1);
  expect(view.getState()).toMatchObject({ page: 'edit', edit: 'change', scene: 1 });
  patchView({ edit: 'between', scene: 1 });
  turnPanel(1);
  expect(view.getState()).toMatchObject({ page: 'detect', scene: 0 });
  patchView({ page: 'lab', experiment: 'rules', scene: 12 });
  turnPanel(1);
  expect(view.getState()).toMatchObject({ page: 'lab', experiment: 'digits', scene: 0 });
});

it('a view, or a part of one, does not begin with a slider that another has left at its end', () => {
  stops.push(connectPresenter(), connectKeyboard());
  patchView({ present: true, page: 'schedule', place: 1000 });
  patchView({ page: 'lab' });
  expect(view.getState().place).toBe(500);
  patchView({ experiment: 'rules', place: 1000, scene: 12 });
  turnPanel(1);
  expect(view.getState()).toMatchObject({ experiment: 'digits', place: 500 });
  patchView({ page: 'generate' });
  openLink('?present=1&view=lab&at=1000');
  expect(view.getState().place).toBe(1000);
});

it('“next” shows first what the panel holds back', async () => {
  stops.push(connectPresenter(), connectKeyboard());
  patchView({ present: true, page: 'lab', experiment: 'rules', level: 'course' });
  patchView({ scene: shownScenes().find(({ title }) => title.startsWith('A common mistake'))?.at ?? 0 });
  const at = scene();
  const reveal = vi.spyOn(lab.keys, 'reveal');
  press('PageDown');
  expect(await reveal.mock.results[0].value).toBe(true);
  expect(scene()).toBe(at);
  press('PageDown');
  await vi.waitFor(() => expect(scene()).toBe(at + 1));
});

it('lists both keys of the black screen', () => {
  expect(KEY_ROWS.map(({ label }) => label)).toContain('B, .');
});

it('promises no key of one character in tooltips where these are switched off', () => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  const root = createRoot(document.createElement('div'));
  let tooltip = '';
  const Tooltip = () => {
    tooltip = useWithKey()('Presenter mode', PRESENT);
    return null;
  };
  act(() => root.render(createElement(Tooltip)));
  expect(tooltip).toBe('Presenter mode (P)');
  act(() => setSingleKeys(false));
  expect(tooltip).toBe('Presenter mode');
  act(() => root.unmount());
});
