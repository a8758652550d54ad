/** Width and height in CSS pixels. */
export interface Size {
  width: number;
  height: number;
}

/** Tells an element's size now and after each change, so that drawing never has to ask the layout. Returns a function that stops it. */
export function observeSize(element: Element, onSize: (size: Size) => void): () => void {
  const observer = new ResizeObserver(([{ contentRect }]) => onSize(contentRect));
  observer.observe(element);
  return () => observer.disconnect();
}
