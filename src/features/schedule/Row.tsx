import { useCallback, useMemo } from 'react';
import { useStore } from 'zustand';
import { snrDb } from '../../diffusion/schedule';
import { view } from '../../state/link/view';
import { source } from '../../state/picture/source';
import { Explained } from '../../ui/Explained';
import { PixelCanvas, type Draw } from '../../ui/PixelCanvas';
import { withMinusSign } from '../common/format';
import { LiveText } from '../common/LiveText';
import { Equations, Mixed } from './Equations';
import { Film, TILES } from './Film';
import { LOOKS, small } from './names';
import { Back, SampledPicture } from './Sample';
import { comparedXt, networkT, onComparison, placeT, verdictOf, type Compared } from './state/comparison';
import { Swatch } from './Swatch';
import { Warning } from './Warning';
import styles from './Row.module.css';

interface WayProps {
  process: Compared;
  /** Whether x_t is shown as the process itself makes it; else divided by its standard deviation. */
  isScaled: boolean;
}

/** The digit's way down. */
function Down({ process, isScaled }: WayProps) {
  const inputs = useCallback(
    () => [process, isScaled, source.getState().picture, view.getState().seed] as const,
    [process, isScaled],
  );
  const xtAt = useCallback((t: number) => comparedXt(process, t, isScaled), [process, isScaled]);
  const label = `The digit on its way down, ${LOOKS[process.id].name}: ${TILES} states at equal steps of t`;
  return <Film label={label} T={process.schedule.T} on={onComparison} inputs={inputs} xtAt={xtAt} />;
}

const fraction = (value: number): string =>
  value < 1e-3 ? withMinusSign(value.toExponential(1)) : value.toFixed(3);

/** The numbers at the t that is shown. */
function placeWords(process: Compared): string {
  const { id, schedule, beta } = process;
  const t = placeT(view.getState());
  if (t === 0) return 't = 0: the digit itself';
  const networkWords =
    id === 'linear' && schedule.T === 1000 ? '' : `; the network’s t: ${networkT(process, t)}`;
  return `t = ${t}: β ${fraction(beta[t])}, ᾱ ${fraction(schedule.alphaBar[t])}, SNR ${withMinusSign(snrDb(schedule, t).toFixed(1))} dB${networkWords}`;
}

interface RowProps {
  process: Compared;
  rescaled: boolean;
  sampled: boolean;
}

/** A process: the digit at the t that is shown, its film, what is left of it at the end, and what is wrong with that. */
export function Row({ process, rescaled, sampled }: RowProps) {
  const { id, schedule } = process;
  const { name, about } = LOOKS[id];
  const isScaled = !(id === 'additive' && rescaled);
  const picture = useStore(source, (state) => state.picture);
  const verdict = useMemo(() => verdictOf(process, picture.x0), [process, picture.x0]);
  const { halfLife, priorKl, lastSnr, detectability } = verdict;
  const halfShare = Math.round((100 * (halfLife ?? NaN)) / schedule.T);
  const feed = useCallback(
    (draw: Draw) => onComparison((state) => draw(comparedXt(process, placeT(state), isScaled))),
    [process, isScaled],
  );
  const words = useCallback(() => placeWords(process), [process]);
  return (
    <section className={styles.row} aria-label={`The ${name} process`}>
      <div className={styles.pictures}>
        <PixelCanvas label={`x at this place, ${name}`} feed={feed} />
        {sampled && <SampledPicture process={process} />}
      </div>
      <div className={styles.what}>
        <h2 className={styles.name}>
          <Swatch id={id} /> {name} <span className={styles.about}>{about}</span>
        </h2>
        <Down process={process} isScaled={isScaled} />
        {sampled && <Back process={process} />}
        <Explained
          name={`The rules of the ${name} process, with numbers`}
          card={<Equations process={process} verdict={verdict} />}
        >
          <Mixed process={process} isScaled={isScaled} />
        </Explained>
        <p className={styles.live}>
          <LiveText on={onComparison} of={words} />
        </p>
        <dl className={styles.figures}>
          <div>
            <dt>half of it noise at</dt>
            <dd>{halfLife === undefined ? 'never' : `t = ${halfLife} (${halfShare} %)`}</dd>
          </div>
          <div>
            <dt>SNR at the end</dt>
            <dd>{withMinusSign(lastSnr.toFixed(1))} dB</dd>
          </div>
          <div>
            <dt>KL to N(0, I)</dt>
            <dd>{small(priorKl)} bits/pixel</dd>
          </div>
          <div>
            <dt>
              digit or empty sheet, in <i>x</i>
              <sub>T</sub>
            </dt>
            <dd>d′ = {small(detectability)}</dd>
          </div>
        </dl>
        <Warning process={process} detectability={detectability} sampled={sampled} />
      </div>
    </section>
  );
}
