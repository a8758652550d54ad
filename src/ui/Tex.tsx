import { memo, useLayoutEffect, useRef, type CSSProperties } from 'react';
import { createPart } from './parts/part';
import { settled } from './settled';
import { inSlices } from './slices';
import { texHeight, texSource, texWidth } from './texSize';
import styles from './Tex.module.css';

interface Props {
  /** LaTeX; `\htmlClass{NAME}{...}` gives a part a class. */
  tex: string;
  display?: boolean;
}

/** KaTeX, its style sheet and its fonts. */
const katex = createPart(
  () =>
    settled
      .then(() => import('./katex'))
      .then(async (loaded) => {
        await loaded.fontsReady;
        return loaded;
      }),
  true,
);

/**
 * Mathematics set by KaTeX, which loads with the first formula. Until then its room is kept; where KaTeX does not arrive, the formula's source
 * stands there until it does. Once KaTeX is here, a formula is there with its first picture, unless there are very many.
 */
export const Tex = memo(function Tex({ tex, display = false }: Props) {
  const span = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    let gone = false;
    const set = (): void => {
      const state = katex.state();
      const element = span.current;
      if (gone || !element) return;
      element.toggleAttribute('data-source', state.kind === 'lost');
      if (state.kind === 'here') state.value.typeset(tex, element, display);
      else if (state.kind === 'lost') element.textContent = texSource(tex);
    };
    const setInTurn = (): void => inSlices(set);
    const stop = katex.subscribe(setInTurn);
    const { kind } = katex.state();
    if (kind === 'idle') void katex.load();
    else if (kind !== 'loading') setInTurn();
    return () => {
      gone = true;
      stop();
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
