import type { PointerEvent } from 'react';
import { endGesture } from '../../state/link/url';

/** Pointer handlers of an element that one drags on to seek. The link is written when the gesture ends. */
export const seekByPointer = (seek: (event: PointerEvent) => void) => ({
  onPointerDown: (event: PointerEvent): void => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    seek(event);
  },
  onPointerMove: (event: PointerEvent): void => {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) seek(event);
  },
  onPointerUp: endGesture,
  onPointerCancel: endGesture,
});
