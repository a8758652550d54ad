import katex from 'katex';
import 'katex/dist/katex.min.css';

const FONTS = ['1em KaTeX_Main', 'italic 1em KaTeX_Math'];
const PATIENCE_MS = 3000;

/** Resolves when the fonts of nearly all formulas are here: a formula that gets its fonts later changes its width. */
export const fontsReady: Promise<unknown> = Promise.race([
  Promise.allSettled(FONTS.map((font) => document.fonts.load(font))),
  new Promise((resolve) => setTimeout(resolve, PATIENCE_MS)),
]);

/** Typesets into an element. Only class names may be marked in the source: nothing else is trusted. */
export function typeset(tex: string, element: HTMLElement, displayMode: boolean): void {
  katex.render(tex, element, {
    displayMode,
    throwOnError: false,
    strict: 'ignore',
    trust: ({ command }) => command === '\\htmlClass',
  });
}
