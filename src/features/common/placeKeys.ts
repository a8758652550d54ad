import { initialView } from '../../state/link/codec';
import { lookAtPlace } from '../../state/link/place';
import { endGesture } from '../../state/link/url';
import { view } from '../../state/link/view';
import type { KeyRow, ViewKeys } from './view';

function goTo(place: number): void {
  lookAtPlace(place);
  endGesture();
}

/** The keys of a view with a PlaceSlider, and its own Space. */
export const placeKeys = (space: KeyRow): ViewKeys => ({
  rows: [
    space,
    { key: 'Home', label: 'Home', run: () => goTo(0) },
    { key: 'End', label: 'End', run: () => goTo(1000) },
  ],
  move: (by) => goTo(view.getState().place + by),
  restart: () => {
    if (view.getState().place % 1000 === 0) goTo(initialView().place);
  },
});
