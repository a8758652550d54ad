import { memo, useEffect, useRef } from 'react';
import { settled } from './settled';
import styles from './Tex.module.css';

interface Props {
  /** LaTeX; `\htmlClass{live-NAME}{...}` marks a number that `onReady` fills. */
  tex: string;
  display?: boolean;
  /** Called with the typeset element, now and after each change of `tex`; returns how to stop. Keep it stable. */
  onReady?: (element: HTMLElement) => (() => void) | undefined;
}

/** Mathematics set by KaTeX, which loads with the first formula; until then its source stands there. */
export const Tex = memo(function Tex({ tex, display = false, onReady }: Props) {
  const span = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    let stop: (() => void) | undefined;
    let gone = false;
    void settled
      .then(() => import('./katex'))
      .then(({ typeset }) => {
        if (gone || !span.current) return;
        typeset(tex, span.current, display);
        stop = onReady?.(span.current);
      });
    return () => {
      gone = true;
      stop?.();
    };
  }, [tex, display, onReady]);
  return <span ref={span} className={display ? styles.display : styles.inline} />;
});
