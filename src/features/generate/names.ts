import type { Setting } from './state/plans';
import { ALL_DIGITS } from '../../state/link/fields/generate';
import type { Click } from '../../state/link/fields/generate';
import { whyNoClass } from '../../state/network/usedNetwork';
import type { UsedNetwork } from '../../state/network/usedNetwork';
import { ANY_DIGIT } from '../../state/link/fieldKinds';

/** What a click on a picture does, in words. */
export const CLICK_CHOICES: readonly { value: Click; label: string; title: string }[] = [
  {
    value: 'open',
    label: 'opens it in the Timeline',
    title: 'The Timeline shows the same pixels, step by step',
  },
  { value: 'nearest', label: 'asks whether it is copied', title: 'Its nearest training digits, below' },
  { value: 'from', label: 'starts the strip', title: 'The strip below begins at its noise' },
  { value: 'to', label: 'ends the strip', title: 'The strip below ends at its noise' },
];

const DIGITS = Array.from({ length: 10 }, (_, digit) => ({ value: digit, label: String(digit) }));

export const STRIP_CLASSES = [{ value: ANY_DIGIT, label: 'any' }, ...DIGITS];

export const CLASSES = [{ value: ALL_DIGITS, label: 'all ten' }, ...STRIP_CLASSES];

/** The title of B's network, where it is here. */
const networkWords = (used: UsedNetwork | null): string =>
  used === null
    ? 'network on its way'
    : used.update === null
      ? used.title
      : `${used.title} · ${used.update.toLocaleString('en')} updates`;

/** A class in words. */
export const classWords = (label: number): string =>
  label === ALL_DIGITS ? 'all ten digits' : label === ANY_DIGIT ? 'any digit' : `class ${label}`;

/** What a side asks for, phrase by phrase; phrases of two sides at one place are about the same. */
export function phrases(setting: Setting, used: UsedNetwork | null): string[] {
  const { label, sampler, steps, eta, guidance } = setting;
  const noClass = used !== null && whyNoClass(used) !== null;
  return [
    sampler === 'ddpm' ? 'DDPM' : 'DDIM',
    `${steps} steps`,
    sampler === 'ddim' ? `η = ${eta}` : '',
    noClass ? '' : classWords(label),
    noClass || label === ANY_DIGIT ? '' : `w = ${guidance}`,
    networkWords(used),
  ];
}
