// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it } from 'vitest';
import { initialView } from '../../../state/link/codec';
import { openLink } from '../../../state/link/url';
import { patchView, view } from '../../../state/link/view';
import { followCard } from './linkedCard';

let stop = (): void => undefined;
beforeEach(() => {
  view.setState(initialView());
  stop = followCard();
});
afterEach(() => stop());

it.each([{ experiment: 'exact' }, { page: 'train' }] as const)(
  'a link names the card until its experiment is left: %o',
  (change) => {
    openLink('?view=lab&card=no-noise');
    patchView({ place: 900, seed: 3 });
    expect(view.getState().card).toBe('no-noise');
    patchView(change);
    expect(view.getState()).toMatchObject({ ...change, card: 'none' });
  },
);

it('a link from another experiment leads to its card', () => {
  openLink('?view=lab&lab=digits&card=ddpm');
  openLink('?view=lab&lab=rules&card=ddim');
  expect(view.getState().card).toBe('ddim');
});
