import type { PointerEvent } from 'react';
import { released } from '../../state/link/url';

/** Handlers of an element on which one drags to a place; the link follows when the gesture has ended. */
export const seekByPointer = (seek: (event: PointerEvent) => void) => ({
  onPointerDown: (event: PointerEvent): void => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    seek(event);
  },
  onPointerMove: (event: PointerEvent): void => {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) seek(event);
  },
  onPointerUp: released,
  onPointerCancel: released,
});
