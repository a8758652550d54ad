/** Commands that take no room of their own: accents, alphabets, sizes, fractions. */
const NO_ROOM =
  /^\\(?:hat|bar|tilde|overline|math\w+|text\w*|left|right|[bB]igg?[lr]?|cancel|underbrace|[td]?frac)$/;
const OPERATOR = /^(?:[=+\-<>]|\\(?:le|ge|mid|sim|approx|leftarrow|odot|to|in|times))$/;
const PUNCTUATION = /^(?:[()[\]|,.;:/']|\\[,!; ])$/;
const FUNCTION = /^\\(?:log|ln|sin|exp)$/;
/** KaTeX sets its text larger than the one around. */
const KATEX_SIZE = 1.21;

/** Mean width of a token in em of KaTeX's text size. */
function tokenWidth(token: string, isFirst: boolean): number {
  if (NO_ROOM.test(token)) return 0;
  if (OPERATOR.test(token)) return isFirst ? 0.7 : 1.33;
  if (PUNCTUATION.test(token)) return 0.4;
  if (FUNCTION.test(token)) return 1.3;
  return token === '\\sqrt' ? 0.83 : 0.53;
}

/**
 * About how wide a formula in a line will be, in em of the text around it; long ones within a fifth or so. It keeps the room until KaTeX
 * is here.
 */
export function texWidth(tex: string): number {
  const tokens = texSource(tex).match(/\\[a-zA-Z]+|\\.|\S/g) ?? [];
  /** Sizes of the groups that are open: what stands below or above is smaller. */
  const sizes = [1];
  let size = 1;
  let width = 0;
  tokens.forEach((token, i) => {
    const around = sizes.at(-1) ?? 1;
    if (token === '_' || token === '^') size = 0.7;
    else if (token === '}') sizes.pop();
    else {
      if (token === '{') sizes.push(around * size);
      else width += around * size * tokenWidth(token, i === 0);
      size = 1;
    }
  });
  return KATEX_SIZE * width;
}

/** A formula as its author wrote it, without the classes of its parts. */
export const texSource = (tex: string): string => tex.replaceAll(/\\htmlClass\{\w+\}/g, '');

/** About how high a displayed formula will be, in em of the text around it. */
export const texHeight = (tex: string): number =>
  /\\(?:frac|sum|prod|int|underbrace)/.test(tex) ? 3.4 : 2.2;
