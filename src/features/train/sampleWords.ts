import type { TrainConfig } from './state/config';
import { filmClasses } from './state/filmPosition';
import { ANY_DIGIT, excludedClass } from '../../state/link/fieldKinds';

type Config = Pick<TrainConfig, 'network' | 'label'>;

/** Which class the network was told for a sample of the film, in words. */
export function classWords(config: Config, sample: number): string {
  const classes = filmClasses(config);
  if (!classes) return 'told no class';
  const unseen = classes[sample] === excludedClass(config.label) ? ', which it never sees' : '';
  return `told to be a ${classes[sample]}${unseen}`;
}

/** What the film's ten samples are. */
export function samplesWords(config: Config): string {
  if (filmClasses(config) === null) return 'ten samples, of no class';
  if (config.label < ANY_DIGIT) return `ten samples of a ${config.label}`;
  const unseen = excludedClass(config.label);
  return `ten digits, one a class${unseen === null ? '' : `, also the ${unseen} that it never sees`}`;
}
