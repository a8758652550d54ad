import { useMemo, useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { HAND_RANGE, handSchedule } from '../../diffusion/handCurve';
import { endGesture } from '../../state/link/url';
import { useView } from '../../state/link/useView';
import { setKnot } from './state/comparison';
import shared from './Schedule.module.css';
import styles from './HandCurve.module.css';

const WIDTH = 240;
const HEIGHT = 130;
const EDGE = 12;
/** Straight pieces that the curve is drawn with. */
const PIECES = 120;

const SPAN = Math.log(HAND_RANGE.max / HAND_RANGE.min);
const yOf = (beta: number): number =>
  EDGE + (HEIGHT - 2 * EDGE) * (1 - Math.log(beta / HAND_RANGE.min) / SPAN);
const betaAt = (y: number): number => {
  const share = 1 - (y - EDGE) / (HEIGHT - 2 * EDGE);
  return HAND_RANGE.min * Math.exp(SPAN * Math.min(1, Math.max(0, share)));
};

/** The beta to which a key moves a knot; it may lie outside the range. undefined for other keys. */
function moved({ key, shiftKey }: KeyboardEvent, beta: number): number | undefined {
  const factor = shiftKey ? 1.02 : 1.25;
  switch (key) {
    case 'ArrowUp':
    case 'ArrowRight':
      return beta * factor;
    case 'ArrowDown':
    case 'ArrowLeft':
      return beta / factor;
    case 'PageUp':
      return beta * 10;
    case 'PageDown':
      return beta / 10;
    case 'Home':
      return HAND_RANGE.min;
    case 'End':
      return HAND_RANGE.max;
    default:
      return undefined;
  }
}

const clamp = (beta: number): number => Math.min(HAND_RANGE.max, Math.max(HAND_RANGE.min, beta));
const figures = (beta: number): string => String(Number(beta.toPrecision(3)));

/** The beta curve drawn by hand: its knots move up and down, by pointer and by keys. */
export function HandCurve() {
  const { hand } = useView('hand');
  const field = useRef<SVGSVGElement>(null);
  const path = useMemo(() => {
    const { beta } = handSchedule(hand);
    return Array.from({ length: PIECES + 1 }, (_, i) => {
      const t = 1 + Math.round((i * 999) / PIECES);
      return `${i === 0 ? 'M' : 'L'}${(EDGE + ((WIDTH - 2 * EDGE) * i) / PIECES).toFixed(1)} ${yOf(beta[t]).toFixed(1)}`;
    }).join('');
  }, [hand]);
  const drag = (knot: number, event: PointerEvent): void => {
    const box = field.current?.getBoundingClientRect();
    if (box) setKnot(knot, betaAt(((event.clientY - box.top) / box.height) * HEIGHT));
  };
  return (
    <div className={styles.hand}>
      <p className={shared.note} id="hand-about">
        β by hand, for T = 1000, from {figures(HAND_RANGE.min)} to {figures(HAND_RANGE.max)} on a logarithmic
        scale. Drag the points, or move them with the arrow keys (Shift: finely).
      </p>
      <svg
        ref={field}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="group"
        aria-label="Beta curve"
        aria-describedby="hand-about"
      >
        {[1e-4, 1e-3, 1e-2, 0.1].map((beta) => (
          <line key={beta} className={styles.grid} x1={0} x2={WIDTH} y1={yOf(beta)} y2={yOf(beta)} />
        ))}
        <path className={styles.drawn} d={path} />
        {hand.map((beta, knot) => {
          const x = EDGE + ((WIDTH - 2 * EDGE) * knot) / (hand.length - 1);
          const t = 1 + Math.round((999 * knot) / (hand.length - 1));
          return (
            <circle
              key={knot}
              className={styles.knot}
              cx={x}
              cy={yOf(beta)}
              r={7}
              role="slider"
              tabIndex={0}
              aria-label={`beta at t = ${t}`}
              aria-orientation="vertical"
              aria-valuemin={HAND_RANGE.min}
              aria-valuemax={HAND_RANGE.max}
              aria-valuenow={beta}
              aria-valuetext={figures(beta)}
              onPointerDown={(event) => {
                if (event.button !== 0) return;
                event.currentTarget.setPointerCapture(event.pointerId);
                event.currentTarget.focus();
              }}
              onPointerMove={(event) => {
                if (event.currentTarget.hasPointerCapture(event.pointerId)) drag(knot, event);
              }}
              onPointerUp={endGesture}
              onPointerCancel={endGesture}
              onKeyDown={(event) => {
                const next = moved(event, beta);
                if (next === undefined) return;
                event.preventDefault();
                event.stopPropagation();
                setKnot(knot, clamp(next));
                endGesture();
              }}
            >
              <title>{`β = ${figures(beta)} at t = ${t}`}</title>
            </circle>
          );
        })}
      </svg>
    </div>
  );
}
