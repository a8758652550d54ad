import { inFrame } from '../inFrame';
import { patchView, view } from './view';
import type { ViewState } from './fields/table';

/** Looks at another place, in thousandths of the way. */
export function lookAtPlace(place: number): void {
  patchView({ place: Math.min(1000, Math.max(0, Math.round(place))) });
}

/** Calls the listener in the next animation frame, and again in the frame after the view changes. @returns how to stop it */
export const onPlace = (listener: (state: ViewState) => void): (() => void) =>
  inFrame(() => listener(view.getState()), [view]);
