import { useEffect, useRef } from 'react';
import { stage, type StageContent } from './state/stage';
import styles from './Live.module.css';

interface Props {
  /** The text. A stable function. */
  of: (content: StageContent) => string;
  className?: string | undefined;
  /** Characters of room that it keeps, so that a new text lays out nothing else. */
  ch?: number;
}

/** A text that follows the stage in the same frame, outside React. */
export function Live({ of, className, ch }: Props) {
  const span = useRef<HTMLSpanElement>(null);
  useEffect(
    () =>
      stage.onChange((content) => {
        const text = of(content);
        if (span.current && span.current.textContent !== text) span.current.textContent = text;
      }),
    [of],
  );
  if (ch === undefined) return <span ref={span} className={className} />;
  return <span ref={span} className={`${styles.box} ${className ?? ''}`} style={{ width: `${ch}ch` }} />;
}
