import { useEffect, useRef } from 'react';
import { onStage } from '../../state/stage';
import type { Stage } from '../../state/stage';

interface Props {
  /** Text of this moment. Keep it stable. */
  of: (stage: Stage) => string;
  className?: string;
}

/** A text that follows the stage in the same frame, outside React. */
export function Live({ of, className }: Props) {
  const span = useRef<HTMLSpanElement>(null);
  useEffect(
    () =>
      onStage((stage) => {
        const text = of(stage);
        if (span.current && span.current.textContent !== text) span.current.textContent = text;
      }),
    [of],
  );
  return <span ref={span} className={className} />;
}
