import { formatCount } from '../../diffusion/numbers/formatCount';
import { FILM_SAMPLES } from '../../diffusion/training/milestones';
import { pictureSize } from './state/config';
import { FILM_FRAMES } from '../../state/link/fields/train';
import { endGesture } from '../../state/link/url';
import { view } from '../../state/link/view';
import { filmClasses } from './state/filmPosition';
import { filmPosition } from './state/stores';
import { Badge } from '../../ui/Badge';
import { Panel } from '../../ui/Panel';
import { type Draw, PixelCanvas } from '../../ui/PixelCanvas';
import { classWords, samplesWords } from './sampleWords';
import { TEXTS } from './texts';
import { useFilm } from './useFilm';
import { useIsPlain } from './useIsPlain';
import styles from './FilmSamples.module.css';

const feeds = Array.from(
  { length: FILM_SAMPLES },
  (_, sample) => (draw: Draw) =>
    filmPosition.onChange(() => draw(filmPosition.picture(sample, FILM_FRAMES - 1))),
);

/** Ten samples from the same noise, at the chosen milestone. */
export function FilmSamples() {
  const { id, config, sample, milestone, origin } = useFilm();
  const classes = filmClasses(config);
  const isPlain = useIsPlain();
  const words = samplesWords(config);
  const { samples } = TEXTS;
  return (
    <Panel
      title={milestone ? samples.at(formatCount(milestone.update), words) : samples.future(words)}
      explain={
        <p>
          {isPlain ? TEXTS.samplesAboutPlain : TEXTS.samplesAbout}
          {classes ? TEXTS.samplesClasses : TEXTS.samplesNoClasses}
          {TEXTS.samplesChoose}
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
            aria-label={TEXTS.sample(each + 1, classWords(config, each))}
            onClick={() => {
              view.setState({ filmSample: each });
              endGesture();
            }}
          >
            <PixelCanvas label="" feed={feed} side={pictureSize(config)} />
            {classes && <span>{classes[each]}</span>}
          </button>
        ))}
      </div>
    </Panel>
  );
}
