import type { TrainConfig } from './state/config';
import { filmClasses } from './state/filmPosition';
import { ANY_DIGIT, excludedClass } from '../../state/link/fieldKinds';
import { TEXTS } from './texts';

type Config = Pick<TrainConfig, 'network' | 'label'>;

/** Which class the network was asked for, of a sample of the film, in words. */
export function classWords(config: Config, sample: number): string {
  const words = TEXTS.sampleClass;
  const digit = filmClasses(config)?.[sample];
  if (digit === undefined) return words.none;
  return `${words.of(digit)}${digit === excludedClass(config.label) ? words.unseen : ''}`;
}

/** What the film's ten samples are. */
export function samplesWords(config: Config): string {
  const words = TEXTS.samples;
  if (filmClasses(config) === null) return words.noClass;
  if (config.label < ANY_DIGIT) return words.only(config.label);
  const unseen = excludedClass(config.label);
  return `${words.all}${unseen === null ? '' : words.unseen(unseen)}`;
}
