import type { SideSettings } from './state/sides';
import { ALL_DIGITS } from '../../state/link/fields/generate';
import { whyNoClass, type UsedNetwork } from '../../state/network/usedNetwork';
import { ANY_DIGIT } from '../../state/link/fieldKinds';

/** A network in words. */
const networkWords = (used: UsedNetwork | null): string =>
  used === null
    ? 'network on its way'
    : used.update === null
      ? used.title
      : `${used.title} · ${used.update.toLocaleString('en')} updates`;

/** A class in words. */
export const classWords = (label: number): string =>
  label === ALL_DIGITS ? 'all ten digits' : label === ANY_DIGIT ? 'any digit' : `class ${label}`;

/** What a side asks for, phrase by phrase. At the same index, the phrases of both sides are about the same setting. */
export function phrases(settings: SideSettings, used: UsedNetwork | null): string[] {
  const { label, sampler, steps, eta, guidance } = settings;
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
