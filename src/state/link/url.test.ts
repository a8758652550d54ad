import { expect, it } from 'vitest';
import { decodeView, initialView } from './codec';
import { onLinkOpened, openLink } from './url';
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
