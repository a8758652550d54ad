import { formatCount } from '../../diffusion/numbers/formatCount';
import { pictureSize } from './state/config';
import { Badge } from '../../ui/Badge';
import { Panel } from '../../ui/Panel';
import { PixelCanvas } from '../../ui/PixelCanvas';
import { classWords } from './sampleWords';
import { TEXTS } from './texts';
import { feedFrame, useFilm } from './useFilm';
import { useIsPlain } from './useIsPlain';
import styles from './FilmFrame.module.css';

/** One frame of the film, as large as there is room. */
export function FilmFrame() {
  const { id, config, sample, frame, milestone, origin } = useFilm();
  const isPlain = useIsPlain();
  const t = milestone?.times[frame] ?? 1000;
  const update = milestone?.update ?? 0;
  return (
    <div className={styles.frame}>
      <Panel
        title={
          !milestone ? (
            TEXTS.begins
          ) : isPlain ? (
            TEXTS.after(formatCount(update))
          ) : (
            <>
              {TEXTS.after(formatCount(update))}, <i>t</i> = {t}
            </>
          )
        }
        aside={milestone && <Badge kind={origin} />}
      >
        <PixelCanvas
          key={id}
          label={milestone ? TEXTS.picture(classWords(config, sample), update, t) : TEXTS.noise}
          feed={feedFrame}
          side={pictureSize(config)}
          className={styles.large}
        />
      </Panel>
    </div>
  );
}
