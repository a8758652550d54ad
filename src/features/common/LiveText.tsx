import { useLayoutEffect, useRef, type CSSProperties } from 'react';
import { TEXTS } from './texts';
import { useIsHidden } from './useIsHidden';

interface Props<Content extends unknown[]> {
  /** Calls a listener now and with each change. Keep it stable, and `text` too. */
  subscribe: (listener: (...content: Content) => void) => () => void;
  text: (...content: Content) => string;
  /** Which number it is, for those who look for it. */
  name?: string;
  className?: string | undefined;
  style?: CSSProperties | undefined;
}

/** A text that changes in the frame of its cause, outside React. */
export function LiveText<Content extends unknown[]>(props: Props<Content>) {
  const { subscribe, text, name, className, style } = props;
  const span = useRef<HTMLSpanElement>(null);
  const isHidden = useIsHidden(name);
  // Before the first picture: its room is taken at once.
  useLayoutEffect(
    () =>
      subscribe((...content) => {
        const next = isHidden ? TEXTS.hidden : text(...content);
        if (!span.current || span.current.textContent === next) return;
        span.current.textContent = next;
        span.current.dataset.digit = String(next === '0' || next === '1');
      }),
    [subscribe, text, isHidden],
  );
  return (
    <span
      ref={span}
      data-number={name}
      className={className}
      style={style}
      {...(isHidden && { title: TEXTS.hiddenTitle })}
    />
  );
}
