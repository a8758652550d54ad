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
import { PixelCanvas, type Draw } from '../../ui/PixelCanvas';
import { useMedia } from '../../ui/useMedia';
import { RangeSlider } from '../../ui/RangeSlider';
import { AtLevel } from '../common/setting/AtLevel';
import { Dock } from '../common/Dock';
import type { TermName } from '../common/glossary/glossary';
import { LiveText } from '../common/LiveText';
import { Term } from '../common/glossary/Term';
import { Legend } from './Legend';
import { MapCanvas } from './MapCanvas';
import { formatError } from './names';
import { PictureStatus } from './PictureStatus';
import { STACKED, StartButton } from './StartButton';
import { NOT_DIGITS } from './state/anyPicture';
import { heatMap, largestError, residualMap, savePicture } from './state/maps';
import { getNoisedPicture, moveDetectT, onPicture, pictureScore } from './state/picture';
import { TEXTS } from './texts';
import { useAnswer } from './useAnswer';
import styles from './Stage.module.css';

const feedX0 = (draw: Draw) => onPicture(() => draw(shownX0()));
const feedXt = (draw: Draw) => onPicture(() => draw(getNoisedPicture()));
const feedGuess = (draw: Draw) => onPicture(() => draw(pictureScore.getScore()?.guess ?? null));
const feedT = (put: (t: number, words: string) => void) =>
  onPicture(() => {
    const { detectT, level } = view.getState();
    put(detectT, level === 'picture' ? TEXTS.plainT(detectT) : TEXTS.t(detectT));
  });

/** Names the t of the shown score, while the slider is at another. */
const otherT = (): string => {
  const score = pictureScore.getScore();
  const { detectT, level } = view.getState();
  return score && level !== 'picture' && score.t !== detectT ? TEXTS.guessAt(score.t) : '';
};
const scoredT = (): string => String(pictureScore.getScore()?.t ?? view.getState().detectT);
const valueText = (): string => {
  const score = pictureScore.getScore();
  return score ? formatError(score.value) : '–';
};

/** The strongest place of the errors' map: it may lie beyond the scale. */
const largestText = (): string => {
  const score = pictureScore.getScore();
  return score ? TEXTS.largestHere(formatError(largestError(score))) : '';
};

const X0 = (
  <>
    x<sub>0</sub>
  </>
);
const XT = (
  <>
    x<sub>t</sub>
  </>
);
const X0_HAT = (
  <>
    x̂<sub>0</sub>
  </>
);

interface TileProps {
  canvas: ReactNode;
  className: string | undefined;
  /** What it is called in formulas; not shown at the level of pictures. */
  symbol?: ReactNode;
  term?: TermName;
  legend?: ReactNode;
  children: ReactNode;
}

/** One of the pictures, with its words below. */
function Tile({ canvas, className, symbol, term, legend, children }: TileProps) {
  return (
    <figure className={className}>
      {canvas}
      <figcaption>
        {symbol && (
          <AtLevel from="course">
            <b>{symbol}</b>{' '}
          </AtLevel>
        )}
        {children}
        {term && <Term name={term} />}
      </figcaption>
      {legend}
    </figure>
  );
}

/** The score, large. */
function Value() {
  const best = useStore(pictureScore.store, ({ latest }) => latest?.best);
  const isPlain = useStore(view, ({ level }) => level === 'picture');
  const { answer } = useAnswer();
  // Elsewhere the comparison stands beside it and says this.
  const isStacked = useMedia(STACKED);
  return (
    <div className={styles.score}>
      <p>
        {isPlain ? TEXTS.plainError : TEXTS.error}{' '}
        <LiveText subscribe={onPicture} text={valueText} name="score" className={styles.value} />
        {!isPlain && (
          <>
            {' '}
            {TEXTS.at} <LiveText subscribe={onPicture} text={scoredT} name="scoredT" />
          </>
        )}
      </p>
      {best && <p className={styles.best}>{TEXTS.best(best.of, best.label)}</p>}
      {isStacked && !answer && <p className={styles.best}>{TEXTS.isItMuch}</p>}
    </div>
  );
}

/** The picture, the same with noise, what the network makes of it, how that differs, and by how much. */
export function Stage() {
  const { detectDraws, detectScore, level } = useView('detectDraws', 'detectScore', 'level');
  const used = useStore(network, (state) => state.used);
  const { origin, source: name } = useStore(source, (state) => state.picture);
  const sample = NOT_DIGITS.find((each) => each.source === name);
  const isPlain = level === 'picture';
  return (
    <div className={styles.stage}>
      <div className={styles.tiles}>
        <Tile
          className={styles.x0}
          canvas={<PixelCanvas label={TEXTS.picture} feed={feedX0} side={used.size} />}
          symbol={X0}
          {...(origin.startsWith('MNIST') && { term: 'mnist' })}
        >
          {sample ? TEXTS.notDigit[sample.kind] : isPlain ? TEXTS.pictureCaption : origin}{' '}
          {!name.startsWith('px.') && <Badge kind="stored" small />}
        </Tile>
        <Tile
          className={styles.xt}
          canvas={
            <PixelCanvas label={TEXTS.noised} feed={feedXt} side={used.size} title={TEXTS.noisedTitle} />
          }
          symbol={XT}
          term="xt"
        >
          {TEXTS.noisedCaption} <Badge kind="exact" small />
        </Tile>
        <Tile
          className={styles.guess}
          canvas={
            <PixelCanvas
              label={TEXTS.guess}
              feed={feedGuess}
              side={used.size}
              title={TEXTS.guessTitle(detectDraws)}
            />
          }
          symbol={X0_HAT}
          term="x0Hat"
        >
          {isPlain ? TEXTS.plainGuess : TEXTS.guessCaption} <LiveText subscribe={onPicture} text={otherT} />{' '}
          <Badge kind="live" small />
        </Tile>
        <Tile
          className={styles.residual}
          canvas={<MapCanvas label={TEXTS.residual} map={residualMap} side={used.size} />}
          symbol={
            <>
              {X0_HAT} − {X0}
            </>
          }
          term="residual"
          legend={<Legend scale="signed" />}
        >
          {isPlain ? TEXTS.plainResidual : <span className={styles.word}>{TEXTS.residualCaption}</span>}{' '}
          <Badge kind="live" small />
        </Tile>
        <Tile
          className={styles.heat}
          canvas={<MapCanvas label={TEXTS.errors} map={heatMap} side={used.size} />}
          legend={<Legend scale="error" />}
        >
          {isPlain ? TEXTS.plainErrors : <b>{TEXTS.errorsCaption[detectScore]}</b>}
          <LiveText subscribe={onPicture} text={largestText} name="largest" className={styles.word} />{' '}
          {!isPlain && <Badge kind="live" by={creditOf(used)} small />}
        </Tile>
        <Value />
      </div>
    </div>
  );
}

/** Saves the row of pictures, once there is a score of this t. */
function PngButton() {
  useStore(pictureScore.store, ({ latest }) => latest);
  useStore(source, ({ picture }) => picture);
  useStore(network, ({ used }) => used);
  const isScored = useStore(view, ({ detectT }) => pictureScore.getScore()?.t === detectT);
  return (
    <Button
      data-chrome
      aria-label={TEXTS.savePng}
      title={isScored ? TEXTS.pngTitle : TEXTS.pngNotYet}
      disabled={!isScored}
      onClick={() => void savePicture()}
    >
      <Download size={16} aria-hidden="true" /> {TEXTS.png}
    </Button>
  );
}

/** What moves t, how the score stands, and its file. */
export function StageDock() {
  const isStacked = useMedia(STACKED);
  return (
    <Dock className={styles.dock}>
      <RangeSlider
        label={TEXTS.slider}
        min={1}
        max={1000}
        start={TEXTS.towardsNoise}
        initial={view.getState().detectT}
        feed={feedT}
        onSlide={moveDetectT}
        onRelease={endGesture}
        className={styles.slider}
      />
      <div className={styles.row}>
        {isStacked && (
          <span data-chrome>
            <StartButton />
          </span>
        )}
        <PngButton />
        <PictureStatus />
      </div>
    </Dock>
  );
}
