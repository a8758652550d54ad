import { useEffect, useRef, type CSSProperties } from 'react';

interface Props {
  /** Calls a listener now and with each change. Keep it stable, and `of` too. */
  on: (listener: () => void) => () => void;
  of: () => string;
  /** Which number it is, for those who look for it. */
  name?: string;
  className?: string | undefined;
  style?: CSSProperties;
}

/** A text that follows something in the frame in which it changes, outside React. */
export function LiveText({ on, of, name, className, style }: Props) {
  const span = useRef<HTMLSpanElement>(null);
  useEffect(
    () =>
      on(() => {
        const text = of();
        if (span.current && span.current.textContent !== text) span.current.textContent = text;
      }),
    [on, of],
  );
  return <span ref={span} data-number={name} className={className} style={style} />;
}
