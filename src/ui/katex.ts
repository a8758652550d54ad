import katex from 'katex';
import 'katex/dist/katex.min.css';

const FONTS = ['1em KaTeX_Main', 'italic 1em KaTeX_Math'];
const PATIENCE_MS = 3000;

/** Resolves when the fonts of nearly all formulas are here: a formula that gets its fonts later changes its width. */
export const fontsReady: Promise<unknown> = Promise.race([
  Promise.allSettled(FONTS.map((font) => document.fonts.load(font))),
  new Promise((resolve) => setTimeout(resolve, PATIENCE_MS)),
]);

/** Formulas that were typeset, by their source: the same few symbols stand everywhere. */
const typesetBefore = new Map<string, Element>();
const MOST = 500;

/** Typesets into an element. Only class names may be marked in the source: nothing else is trusted. */
export function typeset(tex: string, element: HTMLElement, displayMode: boolean): void {
  const key = `${displayMode} ${tex}`;
  let formula = typesetBefore.get(key);
  if (!formula) {
    formula = document.createElement('span');
    katex.render(tex, formula as HTMLElement, {
      displayMode,
      throwOnError: false,
      strict: 'ignore',
      trust: ({ command }) => command === '\\htmlClass',
    });
    if (typesetBefore.size >= MOST) typesetBefore.clear();
    typesetBefore.set(key, formula);
  }
  element.replaceChildren(...formula.cloneNode(true).childNodes);
}
