import { expect, it, vi } from 'vitest';
import { decodeView, initialView } from './codec';
import { notices } from '../notices';
import { connectUrl, linkTo, onLinkOpened, openLink } from './url';
import { patchView, undo, view } from './view';

it('a link inside the page opens what it names, leaves other views and the picture, and is one step to undo', () => {
  const before = { ...initialView(), source: 'test.3', guidance: 2, t: 400, detectT: 200, present: true };
  patchView(before);
  let opened = 0;
  const stop = onLinkOpened(() => opened++);
  const query = '?mode=reverse&class=3&steps=100&t=500';
  openLink(query);
  const { source, detectT, present } = before;
  expect(view.getState()).toEqual({
    ...decodeView(new URLSearchParams(query)).view,
    source,
    detectT,
    present,
  });
  undo();
  expect(view.getState()).toEqual(before);
  openLink('?view=glossary&term=beta');
  expect(view.getState()).toEqual({ ...before, page: 'glossary', term: 'beta' });
  expect(opened).toBe(2);
  stop();
});

it('in a new tab a link inside the page opens what a click opens here, with level and backend', () => {
  vi.stubGlobal('location', { pathname: '/page/', search: '?backend=wasm&t=7', hash: '' });
  const before = { ...initialView(), level: 'all', seed: 9, t: 400 } as const;
  patchView(before);
  const address = new URL(linkTo('?view=glossary&term=beta'), 'http://localhost');
  openLink('?view=glossary&term=beta');
  const params = new URLSearchParams(address.search);
  expect(decodeView(params).view).toEqual(view.getState());
  expect(address.pathname).toBe('/page/');
  expect(params.get('level')).toBe('all');
  expect(params.get('backend')).toBe('wasm');
  vi.unstubAllGlobals();
});

it('names a few mistakes of a link, and says how many more there are', () => {
  const many = Array.from({ length: 1200 }, (_, i) => `unknown${i}=1`).join('&');
  vi.stubGlobal('location', { pathname: '/', search: `?${many}`, hash: '' });
  vi.stubGlobal('history', { replaceState: vi.fn(), pushState: vi.fn(), state: null });
  vi.stubGlobal('addEventListener', vi.fn());
  connectUrl();
  const { text } = notices.getState().list[0];
  expect(text).toContain('"unknown3"');
  expect(text).not.toContain('"unknown4"');
  expect(text).toMatch(/And 1,196 more\.$/);
  expect(text.length).toBeLessThan(400);
  vi.unstubAllGlobals();
});
