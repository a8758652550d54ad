import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { HAND_RANGE, handSchedule } from '../../diffusion/handCurve';
import { formatFigures } from '../common/format';
import { endGesture } from '../../state/link/url';
import { useView } from '../../state/link/useView';
import { observeSize } from '../../ui/observeSize';
import { Panel } from '../../ui/Panel';
import { setKnot } from './state/comparison';
import { TEXTS } from './texts';
import styles from './HandCurve.module.css';

/** The knots stand so far from the edges. */
const EDGE = 14;
/** Straight pieces that the curve is drawn with. */
const PIECES = 120;

const SPAN = Math.log(HAND_RANGE.max / HAND_RANGE.min);
const toY = (beta: number, height: number): number =>
  EDGE + (height - 2 * EDGE) * (1 - Math.log(beta / HAND_RANGE.min) / SPAN);
const toBeta = (y: number, height: number): number => {
  const share = 1 - (y - EDGE) / (height - 2 * EDGE);
  return HAND_RANGE.min * Math.exp(SPAN * Math.min(1, Math.max(0, share)));
};

/** The beta to which a key moves a knot; it may lie outside the range. undefined for other keys. */
function betaAfterKey({ key, shiftKey }: KeyboardEvent, beta: number): number | undefined {
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

/** The beta curve drawn by hand: its knots move up and down, by pointer and by keys. */
export function HandCurve() {
  const { hand } = useView('hand');
  const field = useRef<SVGSVGElement>(null);
  const [{ width, height }, setSize] = useState({ width: 240, height: 130 });
  useEffect(() => {
    if (!field.current) return undefined;
    return observeSize(field.current, (size) => {
      if (size.height > 0) setSize({ width: size.width, height: size.height });
    });
  }, []);
  const path = useMemo(() => {
    const { beta } = handSchedule(hand);
    return Array.from({ length: PIECES + 1 }, (_, i) => {
      const t = 1 + Math.round((i * 999) / PIECES);
      return `${i === 0 ? 'M' : 'L'}${(EDGE + ((width - 2 * EDGE) * i) / PIECES).toFixed(1)} ${toY(beta[t], height).toFixed(1)}`;
    }).join('');
  }, [hand, width, height]);
  const drag = (knot: number, event: PointerEvent): void => {
    const box = field.current?.getBoundingClientRect();
    if (box) setKnot(knot, toBeta(((event.clientY - box.top) / box.height) * height, height));
  };
  return (
    <Panel title={TEXTS.handTitle}>
      <p className="visually-hidden" id="hand-about">
        {TEXTS.handAbout(formatFigures(HAND_RANGE.min), formatFigures(HAND_RANGE.max))}
      </p>
      <svg
        ref={field}
        className={styles.field}
        viewBox={`0 0 ${width} ${height}`}
        role="group"
        aria-label={TEXTS.handCurve}
        aria-describedby="hand-about"
      >
        {[1e-4, 1e-3, 1e-2, 0.1].map((beta) => (
          <line
            key={beta}
            className={styles.grid}
            x1={0}
            x2={width}
            y1={toY(beta, height)}
            y2={toY(beta, height)}
          />
        ))}
        <path className={styles.drawn} d={path} />
        {hand.map((beta, knot) => {
          const x = EDGE + ((width - 2 * EDGE) * knot) / (hand.length - 1);
          const t = 1 + Math.round((999 * knot) / (hand.length - 1));
          return (
            <g
              key={knot}
              className={styles.handle}
              role="slider"
              tabIndex={0}
              aria-label={TEXTS.knot(t)}
              aria-orientation="vertical"
              aria-valuemin={HAND_RANGE.min}
              aria-valuemax={HAND_RANGE.max}
              aria-valuenow={beta}
              aria-valuetext={formatFigures(beta)}
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
                const next = betaAfterKey(event, beta);
                if (next === undefined) return;
                event.preventDefault();
                event.stopPropagation();
                setKnot(knot, clamp(next));
                endGesture();
              }}
            >
              <title>{TEXTS.knotValue(formatFigures(beta), t)}</title>
              <circle className={styles.target} cx={x} cy={toY(beta, height)} r={13} />
              <circle className={styles.knot} cx={x} cy={toY(beta, height)} r={8} />
            </g>
          );
        })}
      </svg>
    </Panel>
  );
}
