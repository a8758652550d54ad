import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react';
import { observeSize } from '../ui/observeSize';
import { isReaderHere } from './focus';

/**
 * A bar above the view: the page has what is left of the window, and whoever opens something by keys goes on from the bar.
 * @param opened what is open in it: it takes the focus when that changes
 */
export function useBar(opened: unknown): RefObject<HTMLElement | null> {
  const bar = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    if (!bar.current) return undefined;
    const { style } = document.documentElement;
    const element = bar.current;
    const stop = observeSize(element, () => style.setProperty('--tour', `${element.offsetHeight}px`));
    return () => {
      stop();
      style.removeProperty('--tour');
    };
  }, []);
  useEffect(() => {
    if (isReaderHere() && !bar.current?.contains(document.activeElement))
      bar.current?.focus({ preventScroll: true });
  }, [opened]);
  return bar;
}
