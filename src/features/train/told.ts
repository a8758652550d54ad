import type { TrainConfig } from '../../state/training/config';
import { toldClasses } from '../../state/training/looking';
import { ANY_DIGIT } from '../../state/viewCodec';

type Told = Pick<TrainConfig, 'network' | 'label'>;

/** What a sample of the film was told to be, in words. */
export function toldWords(config: Told, sample: number): string {
  const classes = toldClasses(config);
  return classes ? `told to be a ${classes[sample]}` : 'told no class';
}

/** What the film's ten samples are. */
export function samplesWords(config: Told): string {
  if (toldClasses(config) === null) return 'ten samples, of no class';
  return config.label === ANY_DIGIT ? 'ten digits, one a class' : `ten samples of a ${config.label}`;
}
