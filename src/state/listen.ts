/** Listens to an event of the window, unless another target is named. @returns how to stop that */
export function listen<K extends keyof (WindowEventMap & DocumentEventMap)>(
  type: K,
  handler: (event: (WindowEventMap & DocumentEventMap)[K]) => void,
  target: EventTarget = window,
): () => void {
  target.addEventListener(type, handler as EventListener);
  return () => target.removeEventListener(type, handler as EventListener);
}
