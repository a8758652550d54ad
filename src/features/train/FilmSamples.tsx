import { FILM_SAMPLES } from '../../diffusion/milestones';
import { pictureSize } from './state/config';
import { filmClasses, FRAMES } from './state/filmPosition';
import { filmPosition } from './state/stores';
import { Badge } from '../../ui/Badge';
import { Panel } from '../../ui/Panel';
import { type Draw, PixelCanvas } from '../../ui/PixelCanvas';
import { count } from './format';
import { classWords, samplesWords } from './sampleWords';
import { useFilm } from './useFilm';
import styles from './FilmSamples.module.css';

const feeds = Array.from(
  { length: FILM_SAMPLES },
  (_, sample) => (draw: Draw) => filmPosition.onChange(() => draw(filmPosition.picture(sample, FRAMES - 1))),
);

/** Ten samples from the same noise, at the chosen milestone. */
export function FilmSamples() {
  const { id, config, sample, milestone, origin, isNewest } = useFilm();
  const classes = filmClasses(config);
  const when = !milestone ? 'To become' : isNewest ? 'Now:' : `At ${count(milestone.update)}:`;
  return (
    <Panel
      title={`${when} ${samplesWords(config)}`}
      explain={
        <p>
          The averaged weights turn ten fixed pieces of noise into pictures, in ten steps of DDIM without
          guidance.{' '}
          {classes
            ? 'The number below a picture is the class that the network was told to draw.'
            : 'This network knows no classes: it draws whatever digit comes of the noise.'}{' '}
          Choose one to see its film.
        </p>
      }
      aside={milestone && <Badge kind={origin} small />}
    >
      <div className={styles.samples}>
        {feeds.map((feed, each) => (
          <button
            key={`${id}-${each}`}
            type="button"
            aria-pressed={each === sample}
            aria-label={`Sample ${each + 1}, ${classWords(config, each)}: show its film`}
            onClick={() => filmPosition.chooseSample(each)}
          >
            <PixelCanvas label="" feed={feed} side={pictureSize(config)} />
            {classes && <span>{classes[each]}</span>}
          </button>
        ))}
      </div>
    </Panel>
  );
}
