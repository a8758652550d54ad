import type { SideSettings } from './state/sides';
import { whyNoClass, type UsedNetwork } from '../../state/network/usedNetwork';
import { ANY_DIGIT, type Level } from '../../state/link/fieldKinds';
import { SAMPLER_NAMES } from '../../state/link/fields/samplers';
import { TEXTS } from './texts';

/** A network in words. */
const networkWords = (used: UsedNetwork | null): string =>
  used === null
    ? TEXTS.networkLoading
    : used.update === null
      ? used.title
      : TEXTS.updates(used.title, used.update);

/** One setting of a side in words. */
export interface Phrase {
  readonly text: string;
  /** What stands there if the other side has such a setting and this one does not. */
  readonly otherwise?: string;
}

/** What a side asks for, phrase by phrase. At the same index, the phrases of both sides are about the same setting. */
export function phrases(settings: SideSettings, used: UsedNetwork | null, level: Level): Phrase[] {
  const { label, sampler, steps, eta, guidance } = settings;
  const noClass = used !== null && whyNoClass(used) !== null;
  const symbols: readonly Phrase[] = [
    { text: SAMPLER_NAMES[sampler] },
    { text: sampler === 'ddim' ? `η = ${eta}` : '', otherwise: TEXTS.noEta },
    { text: noClass || label === ANY_DIGIT ? '' : `w = ${guidance}` },
  ];
  return [
    { text: TEXTS.steps(steps) },
    { text: noClass ? '' : TEXTS.className(label) },
    ...(level === 'picture' ? [] : symbols),
    { text: networkWords(used) },
  ];
}
