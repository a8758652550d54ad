import { useCallback } from 'react';
import { useStore } from 'zustand';
import { Download } from 'lucide-react';
import { evaluationsOfPicture, noisedNow, onPicture, pictureScore } from './state/picture';
import type { PictureState } from './state/picture';
import { heatMap, MAX_DIFFERENCE, MAX_ERROR, residualMap, savePicture } from './state/maps';
import { engineStatus } from '../../state/engine/engine';
import { shownX0 } from '../../state/picture/shownX0';
import { network } from '../../state/network/network';
import { source } from '../../state/picture/source';
import { creditOf } from '../../state/network/usedNetwork';
import { useView } from '../../state/link/useView';
import { view } from '../../state/link/view';
import { Badge } from '../../ui/Badge';
import { Button } from '../../ui/controls';
import { Panel } from '../../ui/Panel';
import { PixelCanvas } from '../../ui/PixelCanvas';
import type { Draw } from '../../ui/PixelCanvas';
import { engineText } from '../common/engineText';
import { JobBar } from '../common/JobBar';
import { LiveText } from '../common/LiveText';
import { Legend } from './Legend';
import { MapCanvas } from './MapCanvas';
import { Score } from './Score';
import { TSlider } from './TSlider';
import styles from './Detect.module.css';

const EXPLAINED = (
  <>
    <p>
      The network has learned digits. It is given the picture with noise on it, x<sub>t</sub>, and tells what
      lies beneath. Of a digit it finds about what was there; of anything else it makes what a digit would
      have there. The difference is what it does not expect.
    </p>
    <p>
      <b>Little noise</b> (small t) hides only the finest detail, and nearly everything comes back.{' '}
      <b>Much noise</b> hides the picture itself, and another digit may come back. Between them the score
      tells most: measure it below.
    </p>
    <p>
      Each draw adds a noise of its own; everything shown but x<sub>t</sub> is the mean over the draws. All
      pictures of one seed meet the same noises, so that their scores compare.
    </p>
  </>
);

const feedX0 = (draw: Draw) => onPicture(() => draw(shownX0()));
const feedXt = (draw: Draw) => onPicture(() => draw(noisedNow()));
const feedGuess = (draw: Draw) => onPicture(() => draw(pictureScore.scoreNow()?.guess ?? null));
/** Says of which t what is shown is, while that is another than the slider's. */
const ofT = (): string => {
  const found = pictureScore.scoreNow();
  return found && found.t !== view.getState().detectT ? `of t = ${found.t}` : '';
};

function statusWords(status: PictureState['status'], work: number, presents: boolean): string | undefined {
  switch (status.kind) {
    case 'asked-first':
      return `${work.toLocaleString('en')} evaluations of the network, when you ask for them${presents ? ': Space' : ''}.`;
    case 'idle':
    case 'waiting':
    case 'running':
    case 'done':
      return undefined;
    case 'stopped':
      return 'Stopped.';
    case 'failed':
      return `${status.error.message} ${status.error.remedy}`;
    default:
      return status satisfies never;
  }
}

/** Longer work shows how far it is; what comes at once does not flicker. */
const SHOWN_FROM = 24;

function Status() {
  const status = useStore(pictureScore.store, (state) => state.status);
  const engine = useStore(engineStatus, (state) => state.status);
  const work = useStore(view, evaluationsOfPicture);
  const { present: presents } = useView('present');
  const busy = status.kind === 'running' || status.kind === 'waiting';
  const long = busy && work > SHOWN_FROM;
  const starting = busy && engine.kind !== 'ready';
  const progress = status.kind === 'running' ? status.progress : null;
  return (
    <div className={styles.status}>
      <JobBar
        label="Progress of the score"
        progress={
          long && progress
            ? {
                done: progress.step,
                of: progress.steps,
                rate: [progress.stepsPerSecond, 'evaluations'],
                secondsLeft: progress.secondsLeft,
              }
            : undefined
        }
        failed={status.kind === 'failed'}
        text={starting ? engineText(engine) : statusWords(status, work, presents)}
      >
        {long && (
          <Button data-chrome title="Escape" onClick={pictureScore.stop}>
            Cancel
          </Button>
        )}
        {(status.kind === 'asked-first' || status.kind === 'stopped' || status.kind === 'failed') && (
          <Button data-chrome title="Space" onClick={pictureScore.start}>
            {status.kind === 'failed' ? 'Try again' : 'Score the picture'}
          </Button>
        )}
      </JobBar>
    </div>
  );
}

/** The picture, noised, guessed, and what differs: an equation of pictures. */
export function Picture() {
  const { detectDraws } = useView('detectDraws');
  const used = useStore(network, (state) => state.used);
  const origin = useStore(source, (state) => state.picture.origin);
  const own = useStore(source, (state) => state.picture.source.startsWith('px.'));
  const found = useStore(pictureScore.store, (state) => state.latest);
  useView('source', 'detectScore', 'seed', 'detectSteps', 'detectLeast', 'network');
  const here = found !== null && pictureScore.scoreNow() === found;
  const { size } = used;
  const of = detectDraws === 1 ? '1 draw' : `mean of ${detectDraws} draws`;
  const save = useCallback(() => void savePicture(), []);
  return (
    <Panel title="This picture" explain={EXPLAINED} aside={<Badge kind="live" by={creditOf(used)} />}>
      <div className={styles.stage}>
        <div className={styles.left}>
          <div className={styles.equation}>
            <figure>
              <PixelCanvas label="The picture x0" feed={feedX0} side={size} />
              <figcaption>
                <b>
                  x<sub>0</sub>
                </b>{' '}
                {origin} {!own && <Badge kind="stored" small />}
              </figcaption>
            </figure>
            <span className={styles.sign} aria-hidden="true">
              →
            </span>
            <figure>
              <PixelCanvas label="The picture with noise, xt" feed={feedXt} side={size} />
              <figcaption>
                <b>
                  x<sub>t</sub>
                </b>{' '}
                the first draw <Badge kind="exact" small />
              </figcaption>
            </figure>
            <span className={styles.sign} aria-hidden="true">
              →
            </span>
            <figure>
              <PixelCanvas label="What the network makes of it" feed={feedGuess} side={size} />
              <figcaption>
                <b>
                  x̂<sub>0</sub>
                </b>{' '}
                {of} <LiveText on={onPicture} of={ofT} />
              </figcaption>
            </figure>
            <span className={styles.sign} aria-hidden="true">
              −
            </span>
            <figure className={styles.again}>
              <PixelCanvas label="" feed={feedX0} side={size} />
              <figcaption>
                <b>
                  x<sub>0</sub>
                </b>
              </figcaption>
            </figure>
            <span className={styles.sign} aria-hidden="true">
              =
            </span>
            <figure>
              <MapCanvas
                label="The residual: gold where the network would have more ink, blue where less"
                of={residualMap}
                side={size}
              />
              <figcaption>
                <b>
                  x̂<sub>0</sub> − x<sub>0</sub>
                </b>{' '}
                residual
              </figcaption>
              <Legend
                scale="signed"
                low={`−${MAX_DIFFERENCE}`}
                middle="0"
                high={`+${MAX_DIFFERENCE}`}
                lowWords="less ink"
                highWords="more ink"
              />
            </figure>
          </div>
          <TSlider />
          <div className={styles.row}>
            <Button
              data-chrome
              aria-label="Save as PNG"
              title="The row as a PNG file, with its link inside"
              disabled={!here}
              onClick={save}
            >
              <Download size={16} aria-hidden="true" /> PNG
            </Button>
            <Status />
          </div>
        </div>
        <figure className={styles.heat}>
          <MapCanvas label="The squared errors over the picture" of={heatMap} side={size} />
          <figcaption>
            <b>squared error</b> over the picture; its mean is the score
          </figcaption>
          <Legend scale="error" low="0" middle={String(MAX_ERROR / 2)} high={`${MAX_ERROR} and more`} />
        </figure>
      </div>
      <Score />
    </Panel>
  );
}
