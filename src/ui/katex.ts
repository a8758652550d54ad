import katex from 'katex';
import 'katex/dist/katex.min.css';

/** Typesets into an element. Only class names may be marked in the source: nothing else is trusted. */
export function typeset(tex: string, element: HTMLElement, displayMode: boolean): void {
  katex.render(tex, element, {
    displayMode,
    throwOnError: false,
    strict: 'ignore',
    trust: ({ command }) => command === '\\htmlClass',
  });
}
