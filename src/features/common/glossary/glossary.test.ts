import katex from 'katex';
import { describe, expect, it } from 'vitest';
import { decodeView } from '../../../state/link/codec';
import { FIELDS } from '../../../state/link/fields/table';
import { shortTerm, TERM_NAMES, termEntry } from './glossary';
import { sentencesOf } from './sentences.test-helper';

const NAMES =
  'xt x0 epsilon epsilonHat x0Hat z beta alphaBar snr schedule forward reverse chain closedForm posterior ddpm ddim eta steps T ' +
  'class guidance nullClass seed tries uNet v loss heldOut ema batch update live exact stored backend kl bitsPerDimension psnr ssim ' +
  'auc roc threshold kid residual anomalyScore inpainting restyle inversion exactDenoiser network sigma';

/** As ui/katex.ts sets it, but a mistake throws. */
const render = (tex: string): string =>
  katex.renderToString(tex, {
    throwOnError: true,
    strict: 'ignore',
    trust: ({ command }) => command === '\\htmlClass',
  });

it('explains every word that is needed', () => {
  expect(TERM_NAMES).toEqual(expect.arrayContaining(NAMES.split(' ')));
});

it('calls no two of them the same', () => {
  expect(new Set(TERM_NAMES.map(shortTerm)).size).toBe(TERM_NAMES.length);
});

describe.each(TERM_NAMES)('%s', (name) => {
  const { term, symbol, text, formula, see, source, level } = termEntry(name);

  it('is explained in two short sentences without formulas', () => {
    const parts = sentencesOf(text);
    expect(parts.join('')).toBe(text);
    expect(parts).toHaveLength(2);
    for (const part of parts) expect(part.trim().split(/\s+/).length, part).toBeLessThanOrEqual(25);
    expect(text).not.toMatch(/[_^\\{}$]|[α-ωΑ-Ω]/u);
  });

  it('has formulas that can be set', () => {
    for (const tex of [symbol, formula]) if (tex !== undefined) expect(render(tex)).toContain('katex');
    if (level === 'picture') expect([symbol, formula]).toEqual([undefined, undefined]);
  });

  it('links to a state of the page, and says what is there', () => {
    const params = new URLSearchParams(see.link);
    expect(see.link).toMatch(/^\?\w/);
    expect(decodeView(params).problems).toEqual([]);
    // Back from the codec as it was written: no value was changed to fit.
    const { view } = decodeView(params);
    for (const key of Object.keys(FIELDS) as (keyof typeof FIELDS)[]) {
      const { param, print } = FIELDS[key] as { param: string; print: (value: unknown) => string };
      if (params.has(param)) expect(print(view[key])).toBe(params.get(param));
    }
    expect(see.words).toMatch(/^\S.{6,70}[^.\s]$/);
  });

  it('names its source', () => {
    expect(source.trim()).not.toBe('');
    expect(term).toMatch(/^\S.*[^.\s]$/);
  });
});
