import { useCallback, useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { toRgba } from '../../diffusion/pixels';
import { snrDb } from '../../diffusion/schedule';
import { comparedXt, networkT, onComparison, placeT, verdictOf } from '../../state/comparison';
import type { Compared } from '../../state/comparison';
import { source } from '../../state/source';
import { view } from '../../state/view';
import { PixelCanvas } from '../../ui/PixelCanvas';
import type { Draw } from '../../ui/PixelCanvas';
import { LOOKS } from './names';
import { Swatch } from './Swatch';
import { Warning } from './Warning';
import styles from './Schedule.module.css';

const TILES = 15;
const SIDE = 28;

/** What is drawn of a row's film depends on this alone. */
const filmOf = (one: Compared, own: boolean) =>
  [one, own, source.getState().picture, view.getState().seed] as const;

/** x_t at equal parts of the way. */
function Film({ one, own }: { one: Compared; own: boolean }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const marker = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const image = context.createImageData(SIDE, SIDE);
    let drawn: readonly unknown[] = [];
    return onComparison(({ place }) => {
      if (marker.current) marker.current.style.left = `${place / 10}%`;
      const film = filmOf(one, own);
      if (film.every((value, i) => value === drawn[i])) return;
      drawn = film;
      for (let tile = 0; tile < TILES; tile++) {
        const t = Math.round((tile * one.schedule.T) / (TILES - 1));
        toRgba(comparedXt(one, t, own), image.data);
        context.putImageData(image, tile * SIDE, 0);
      }
    });
  }, [one, own]);
  return (
    <div className={styles.film}>
      <canvas
        ref={canvas}
        width={SIDE * TILES}
        height={SIDE}
        role="img"
        aria-label={`The digit on its way down, ${LOOKS[one.id].name}: ${TILES} states at equal steps of t`}
      />
      <span ref={marker} className={styles.marker} />
    </div>
  );
}

const minus = (text: string): string => text.replace('-', '−');
const small = (value: number): string =>
  value === 0 ? '0' : value < 1e-3 ? minus(value.toExponential(1)) : Number(value.toPrecision(2)).toString();
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
export function Row({ one, rescaled }: { one: Compared; rescaled: boolean }) {
  const { name, about } = LOOKS[one.id];
  const own = !(one.id === 'additive' && rescaled);
  const picture = useStore(source, (state) => state.picture);
  const { halfLife, priorKl, lastSnr, detectability } = verdictOf(one, picture.x0);
  const { T } = one.schedule;
  const feed = useCallback(
    (draw: Draw) => onComparison((state) => draw(comparedXt(one, placeT(state), own))),
    [one, own],
  );
  return (
    <section className={styles.row} aria-label={`The ${name} process`}>
      <PixelCanvas label={`x at this place, ${name}`} feed={feed} className={styles.picture} />
      <div className={styles.what}>
        <h2 className={styles.name}>
          <Swatch id={one.id} /> {name} <span className={styles.about}>{about}</span>
        </h2>
        <Film one={one} own={own} />
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
        <Warning one={one} detectability={detectability} />
      </div>
    </section>
  );
}
