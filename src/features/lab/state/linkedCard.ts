import type { ViewState } from '../../../state/link/fields/table';
import { correct } from '../../../state/link/url';
import { view } from '../../../state/link/view';

/** The card that a link has led to is not looked at any more: the address stops naming it. */
export const leaveCard = (): void => correct({ card: 'none' });

const isLeft = (now: ViewState, before: ViewState): boolean =>
  now.card !== 'none' &&
  now.card === before.card &&
  (now.page !== before.page || now.experiment !== before.experiment);

/** Leaves the card with its experiment. Returns a function that stops it. */
export const followCard = (): (() => void) =>
  view.subscribe((now, before) => {
    if (isLeft(now, before)) leaveCard();
  });
