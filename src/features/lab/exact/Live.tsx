import { useEffect, useRef } from 'react';
import { onExact } from '../state/exact';

/** A text that follows the view's x_t and its newest answer, outside React. Keep `text` stable. */
export function Live({ text, className }: { text: () => string; className?: string | undefined }) {
  const span = useRef<HTMLSpanElement>(null);
  useEffect(
    () =>
      onExact(() => {
        const next = text();
        if (span.current && span.current.textContent !== next) span.current.textContent = next;
      }),
    [text],
  );
  return <span ref={span} className={className} />;
}
