import type { TrainConfig } from './state/config';
import { leftOut } from '../../state/network/usedNetwork';
import { filmClasses } from './state/filmPosition';
import { ANY_DIGIT } from '../../state/link/fieldKinds';

type Told = Pick<TrainConfig, 'network' | 'label'>;

/** What a sample of the film was told to be, in words. */
export function toldWords(config: Told, sample: number): string {
  const classes = filmClasses(config);
  if (!classes) return 'told no class';
  const unseen = classes[sample] === leftOut(config.label) ? ', which it never sees' : '';
  return `told to be a ${classes[sample]}${unseen}`;
}

/** What the film's ten samples are. */
export function samplesWords(config: Told): string {
  if (filmClasses(config) === null) return 'ten samples, of no class';
  if (config.label < ANY_DIGIT) return `ten samples of a ${config.label}`;
  const unseen = leftOut(config.label);
  return `ten digits, one a class${unseen === null ? '' : `, also the ${unseen} that it never sees`}`;
}
