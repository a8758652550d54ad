import type { ReactNode } from 'react';
import { Download } from 'lucide-react';
import { useStore } from 'zustand';
import { endGesture } from '../../state/link/url';
import { useView } from '../../state/link/useView';
import { view } from '../../state/link/view';
import { network } from '../../state/network/network';
import { creditOf } from '../../state/network/usedNetwork';
import { shownX0 } from '../../state/picture/shownX0';
import { source } from '../../state/picture/source';
import { Badge } from '../../ui/Badge';
import { Button } from '../../ui/controls';
import { Panel } from '../../ui/Panel';
import { PixelCanvas, type Draw } from '../../ui/PixelCanvas';
import { RangeSlider } from '../../ui/RangeSlider';
import { LiveText } from '../common/LiveText';
import { Legend } from './Legend';
import { MapCanvas } from './MapCanvas';
import { PictureStatus } from './PictureStatus';
import { Score } from './Score';
import { heatMap, MAX_DIFFERENCE, MAX_ERROR, residualMap, savePicture } from './state/maps';
import { moveDetectT, noisedNow, onPicture, pictureScore } from './state/picture';
import shared from './shared.module.css';
import styles from './Picture.module.css';

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
const feedT = (put: (t: number, words: string) => void) =>
  onPicture(() => {
    const { detectT } = view.getState();
    put(detectT, `t = ${detectT}`);
  });

/** Names the t of the shown score, while the slider is at another. */
const scoredT = (): string => {
  const score = pictureScore.scoreNow();
  return score && score.t !== view.getState().detectT ? `of t = ${score.t}` : '';
};

const X0 = (
  <>
    x<sub>0</sub>
  </>
);
interface TermProps {
  /** Draws the picture. */
  canvas: ReactNode;
  symbol: ReactNode;
  className?: string | undefined;
  legend?: ReactNode;
  /** What the symbol stands for. */
  children?: ReactNode;
}

/** A picture of the equation, with its symbol below. */
function Term({ canvas, symbol, className, legend, children }: TermProps) {
  return (
    <figure className={className}>
      {canvas}
      <figcaption>
        <b>{symbol}</b> {children}
      </figcaption>
      {legend}
    </figure>
  );
}

const Sign = ({ children }: { children: string }) => (
  <span className={styles.sign} aria-hidden="true">
    {children}
  </span>
);

/** The picture, the same with noise, what the network makes of it, and how that differs. */
function Equation() {
  const { detectDraws } = useView('detectDraws');
  const { size } = useStore(network, (state) => state.used);
  const { origin, source: name } = useStore(source, (state) => state.picture);
  return (
    <div className={styles.equation}>
      <Term canvas={<PixelCanvas label="The picture x0" feed={feedX0} side={size} />} symbol={X0}>
        {origin} {!name.startsWith('px.') && <Badge kind="stored" small />}
      </Term>
      <Sign>→</Sign>
      <Term
        canvas={<PixelCanvas label="The picture with noise, xt" feed={feedXt} side={size} />}
        symbol={
          <>
            x<sub>t</sub>
          </>
        }
      >
        the first draw <Badge kind="exact" small />
      </Term>
      <Sign>→</Sign>
      <Term
        canvas={<PixelCanvas label="What the network makes of it" feed={feedGuess} side={size} />}
        symbol={
          <>
            x̂<sub>0</sub>
          </>
        }
      >
        {detectDraws === 1 ? '1 draw' : `mean of ${detectDraws} draws`}{' '}
        <LiveText on={onPicture} of={scoredT} />
      </Term>
      <Sign>−</Sign>
      <Term
        canvas={<PixelCanvas label="" feed={feedX0} side={size} />}
        symbol={X0}
        className={styles.again}
      />
      <Sign>=</Sign>
      <Term
        canvas={
          <MapCanvas
            label="The residual: gold where the network would have more ink, blue where less"
            map={residualMap}
            side={size}
          />
        }
        symbol={
          <>
            x̂<sub>0</sub> − x<sub>0</sub>
          </>
        }
        legend={
          <Legend
            scale="signed"
            low={`−${MAX_DIFFERENCE}`}
            middle="0"
            high={`+${MAX_DIFFERENCE}`}
            lowWords="less ink"
            highWords="more ink"
          />
        }
      >
        residual
      </Term>
    </div>
  );
}

/** How far everything on the page is noised before the network is asked. */
const TSlider = () => (
  <RangeSlider
    label="t that the picture is noised to"
    min={1}
    max={1000}
    start="noise to"
    initial={view.getState().detectT}
    feed={feedT}
    onSlide={moveDetectT}
    onRelease={endGesture}
    className={styles.slider}
  />
);

/** What the network makes of the view's picture, as an equation of pictures, and its score. */
export function Picture() {
  const used = useStore(network, (state) => state.used);
  const latest = useStore(pictureScore.store, (state) => state.latest);
  useView('source', 'detectScore', 'seed', 'detectDraws', 'detectSteps', 'detectLeast', 'network');
  const isScored = latest !== null && pictureScore.scoreNow() === latest;
  return (
    <Panel title="This picture" explain={EXPLAINED} aside={<Badge kind="live" by={creditOf(used)} />}>
      <div className={styles.stage}>
        <div className={styles.left}>
          <Equation />
          <TSlider />
          <div className={shared.row}>
            <Button
              data-chrome
              aria-label="Save as PNG"
              title="The row as a PNG file, with its link inside"
              disabled={!isScored}
              onClick={() => void savePicture()}
            >
              <Download size={16} aria-hidden="true" /> PNG
            </Button>
            <PictureStatus />
          </div>
        </div>
        <figure className={styles.heat}>
          <MapCanvas label="The squared errors over the picture" map={heatMap} side={used.size} />
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
