import { memo, useEffect, useRef } from 'react';
import { settled } from './settled';
import styles from './Tex.module.css';

interface Props {
  /** LaTeX; `\htmlClass{NAME}{...}` gives a part a class. */
  tex: string;
  display?: boolean;
}

/** Mathematics set by KaTeX, which loads with the first formula; until then its source stands there. */
export const Tex = memo(function Tex({ tex, display = false }: Props) {
  const span = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    let gone = false;
    void settled
      .then(() => import('./katex'))
      .then(({ typeset }) => {
        if (!gone && span.current) typeset(tex, span.current, display);
      });
    return () => {
      gone = true;
    };
  }, [tex, display]);
  // On a narrow screen a displayed formula scrolls: by keys too.
  return (
    <span ref={span} className={display ? styles.display : styles.inline} {...(display && { tabIndex: 0 })} />
  );
});
