import { useEffect, useRef } from 'react';
import { onExact } from '../state/exact';

/** A text that follows the view's x_t and its newest answer, outside React. Keep `of` stable. */
export function Live({ of, className }: { of: () => string; className?: string | undefined }) {
  const span = useRef<HTMLSpanElement>(null);
  useEffect(
    () =>
      onExact(() => {
        const text = of();
        if (span.current && span.current.textContent !== text) span.current.textContent = text;
      }),
    [of],
  );
  return <span ref={span} className={className} />;
}
