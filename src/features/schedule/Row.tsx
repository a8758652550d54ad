import { useCallback, useMemo } from 'react';
import { useStore } from 'zustand';
import { REFERENCE_T, snrDb } from '../../diffusion/schedule';
import { exponential, fixed, share } from '../../diffusion/numbers/formatNumber';
import { view } from '../../state/link/view';
import { source } from '../../state/picture/source';
import { PixelCanvas, type Draw } from '../../ui/PixelCanvas';
import { PHONE, useMedia } from '../../ui/useMedia';
import { AtLevel } from '../common/setting/AtLevel';
import { LiveText } from '../common/LiveText';
import { Division } from './Division';
import { NoisedPicture } from './Equations';
import { Figures } from './Figures';
import { Film } from './Film';
import { DrawnFilm, DrawnPicture } from './Sample';
import {
  comparedXt,
  isLost,
  isShownScaled,
  isTrainedOn,
  networkT,
  onComparison,
  placeT,
  summarizeProcess,
  type ComparedProcess,
  type ProcessSummary,
} from './state/comparison';
import { Swatch } from './Swatch';
import { TEXTS } from './texts';
import styles from './Row.module.css';

const forwardInputs = () => [source.getState().picture, view.getState().seed];

/** The digit's way towards noise. @param isScaled as the process itself makes it; else divided by its standard deviation */
function ForwardFilm({ process, isScaled }: { process: ComparedProcess; isScaled: boolean }) {
  const xtAt = useCallback((t: number) => comparedXt(process, t, isScaled), [process, isScaled]);
  const label = TEXTS.film(TEXTS.schedules[process.id].name);
  return (
    <Film
      label={label}
      T={process.schedule.T}
      onChange={onComparison}
      dependencies={forwardInputs}
      xtAt={xtAt}
    />
  );
}

const fraction = (value: number): string => (value < 1e-3 ? exponential(value, 1) : share(value, 3));

/** The numbers at the t that is shown. */
function placeWords(process: ComparedProcess): string {
  const { schedule, beta } = process;
  const t = placeT(view.getState());
  if (t === 0) return TEXTS.start;
  const networkWords = isTrainedOn(process) ? '' : TEXTS.networkT(networkT(process, t));
  return `t = ${t}: β ${fraction(beta[t])}, ᾱ ${fraction(schedule.alphaBar[t])}, SNR ${fixed(snrDb(schedule, t), 1)} dB${networkWords}`;
}

/** When half of it is noise, and whether the digit is lost at the end. */
function Verdict({ summary }: { summary: ProcessSummary }) {
  const level = useStore(view, (state) => state.level);
  const { halfLife, halfShare } = summary;
  return (
    <p className={styles.verdict}>
      {level === 'picture' ? TEXTS.halfPlain(halfShare) : TEXTS.half(halfLife, halfShare ?? NaN)}{' '}
      {isLost(summary) ? TEXTS.lost : <b>{TEXTS.notLost}</b>}
    </p>
  );
}

interface RowProps {
  process: ComparedProcess;
  rescaled: boolean;
  sampled: boolean;
}

/** A process: the digit at the t that is shown, its way towards noise, and the network's way towards data. */
export function Row({ process, rescaled, sampled }: RowProps) {
  const { id } = process;
  const { name, about, aboutOtherT, plain } = TEXTS.schedules[id];
  const { T } = process.schedule;
  const level = useStore(view, (state) => state.level);
  const isPhone = useMedia(PHONE);
  const x0 = useStore(source, ({ picture }) => picture.x0);
  const isScaled = isShownScaled(process, rescaled);
  const summary = useMemo(() => summarizeProcess(process, x0, isScaled), [process, x0, isScaled]);
  const feed = useCallback(
    (draw: Draw) => onComparison((state) => draw(comparedXt(process, placeT(state), isScaled))),
    [process, isScaled],
  );
  const words = useCallback(() => placeWords(process), [process]);
  return (
    <section className={styles.row} aria-label={TEXTS.row(name)}>
      <div className={styles.pictures}>
        <PixelCanvas label={TEXTS.picture(name)} feed={feed} />
        {sampled && <DrawnPicture process={process} />}
      </div>
      <div className={styles.what}>
        <div className={styles.lines} data-sampled={sampled}>
          <div className={styles.head}>
            <h2 className={styles.name}>
              <Swatch id={id} /> {name}
            </h2>
            {id === 'additive' && !isPhone && <Division />}
            <span className={styles.about}>
              {level === 'picture' ? plain : (T !== REFERENCE_T && aboutOtherT?.(T)) || about}
            </span>
            <AtLevel from="course">
              <NoisedPicture process={process} isScaled={isScaled} />
            </AtLevel>
          </div>
          <ForwardFilm process={process} isScaled={isScaled} />
          {sampled && <DrawnFilm process={process} />}
          <AtLevel from="course">
            <p className={styles.live}>
              <LiveText subscribe={onComparison} text={words} />
            </p>
          </AtLevel>
          <Verdict summary={summary} />
          <AtLevel from="course">
            <Figures summary={summary} />
          </AtLevel>
        </div>
      </div>
    </section>
  );
}
