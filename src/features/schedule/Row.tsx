import { useCallback, useEffect, useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import { snrDb } from '../../diffusion/schedule';
import { comparedXt, networkT, onComparison, placeT, verdictOf } from './state/comparison';
import type { Compared } from './state/comparison';
import { source } from '../../state/picture/source';
import { view } from '../../state/link/view';
import { PixelCanvas } from '../../ui/PixelCanvas';
import type { Draw } from '../../ui/PixelCanvas';
import { Explained } from '../../ui/Explained';
import { minus } from '../common/format';
import { Equations, Mixed } from './Equations';
import { Film, TILES } from './Film';
import { LOOKS, small } from './names';
import { Back, SampledPicture } from './Sample';
import { Swatch } from './Swatch';
import { Warning } from './Warning';
import styles from './Schedule.module.css';

/** The digit's way down. */
function Down({ one, own }: { one: Compared; own: boolean }) {
  const of = useCallback(
    () => [one, own, source.getState().picture, view.getState().seed] as const,
    [one, own],
  );
  const xtAt = useCallback((t: number) => comparedXt(one, t, own), [one, own]);
  const label = `The digit on its way down, ${LOOKS[one.id].name}: ${TILES} states at equal steps of t`;
  return <Film label={label} T={one.schedule.T} on={onAll} of={of} xtAt={xtAt} />;
}

const onAll = (listener: () => void): (() => void) => onComparison(listener);

const figures = (value: number): string => (value < 1e-3 ? minus(value.toExponential(1)) : value.toFixed(3));

/** The numbers at the place that is looked at, written outside React. */
function Live({ one }: { one: Compared }) {
  const text = useRef<HTMLParagraphElement>(null);
  useEffect(
    () =>
      onComparison((state) => {
        if (!text.current) return;
        const t = placeT(state);
        const { schedule, beta } = one;
        text.current.textContent =
          t === 0
            ? 't = 0: the digit itself'
            : `t = ${t}: β ${figures(beta[t])}, ᾱ ${figures(schedule.alphaBar[t])}, SNR ${minus(snrDb(schedule, t).toFixed(1))} dB` +
              (one.id === 'linear' && schedule.T === 1000 ? '' : `; the network’s t: ${networkT(one, t)}`);
      }),
    [one],
  );
  return <p ref={text} className={styles.live} />;
}

/** A process: the digit at this place, its film, what is left at the end, and what is wrong with that. */
export function Row({ one, rescaled, sampled }: { one: Compared; rescaled: boolean; sampled: boolean }) {
  const { name, about } = LOOKS[one.id];
  const own = !(one.id === 'additive' && rescaled);
  const picture = useStore(source, (state) => state.picture);
  const verdict = useMemo(() => verdictOf(one, picture.x0), [one, picture.x0]);
  const { halfLife, priorKl, lastSnr, detectability } = verdict;
  const { T } = one.schedule;
  const feed = useCallback(
    (draw: Draw) => onComparison((state) => draw(comparedXt(one, placeT(state), own))),
    [one, own],
  );
  return (
    <section className={styles.row} aria-label={`The ${name} process`}>
      <div className={styles.pictures}>
        <PixelCanvas label={`x at this place, ${name}`} feed={feed} />
        {sampled && <SampledPicture one={one} />}
      </div>
      <div className={styles.what}>
        <h2 className={styles.name}>
          <Swatch id={one.id} /> {name} <span className={styles.about}>{about}</span>
        </h2>
        <Down one={one} own={own} />
        {sampled && <Back one={one} />}
        <Explained
          name={`The rules of the ${name} process, with numbers`}
          card={<Equations one={one} verdict={verdict} />}
        >
          <Mixed one={one} own={own} />
        </Explained>
        <Live one={one} />
        <dl className={styles.figures}>
          <div>
            <dt>half of it noise at</dt>
            <dd>
              {halfLife === undefined ? 'never' : `t = ${halfLife} (${Math.round((100 * halfLife) / T)} %)`}
            </dd>
          </div>
          <div>
            <dt>SNR at the end</dt>
            <dd>{minus(lastSnr.toFixed(1))} dB</dd>
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
        <Warning one={one} detectability={detectability} sampled={sampled} />
      </div>
    </section>
  );
}
