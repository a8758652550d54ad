import { memo, useLayoutEffect, useRef, type CSSProperties } from 'react';
import type * as KatexModule from './katex';
import { settled } from './settled';
import { inSlices } from './slices';
import { texHeight, texWidth } from './texSize';
import styles from './Tex.module.css';

interface Props {
  /** LaTeX; `\htmlClass{NAME}{...}` gives a part a class. */
  tex: string;
  display?: boolean;
}

type Katex = typeof KatexModule;
let katex: Katex | null = null;
let loading: Promise<Katex> | null = null;

/** KaTeX and its fonts, fetched once. */
function loadKatex(): Promise<Katex> {
  loading ??= settled
    .then(() => import('./katex'))
    .then(async (loaded) => {
      await loaded.fontsReady;
      return (katex = loaded);
    });
  return loading;
}

/**
 * Mathematics set by KaTeX, which loads with the first formula. Until then its room is kept. Once KaTeX is here, a formula is there with its
 * first picture, unless there are very many.
 */
export const Tex = memo(function Tex({ tex, display = false }: Props) {
  const span = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    let gone = false;
    const set = ({ typeset }: Katex): void => {
      if (!gone && span.current) typeset(tex, span.current, display);
    };
    const setInTurn = (loaded: Katex): void => inSlices(() => set(loaded));
    if (katex) setInTurn(katex);
    else void loadKatex().then(setInTurn);
    return () => {
      gone = true;
    };
  }, [tex, display]);
  const room = { '--width': `${texWidth(tex)}em`, '--height': `${texHeight(tex)}em` } as CSSProperties;
  // On a narrow screen a displayed formula scrolls: by keys too.
  return (
    <span
      ref={span}
      className={display ? styles.display : styles.inline}
      style={room}
      {...(display && { tabIndex: 0 })}
    />
  );
});
