import { useEffect, useRef, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import { fixed } from '../../../diffusion/numbers/formatNumber';
import { FIELDS, type ViewState } from '../../../state/link/fields/table';
import { endGesture } from '../../../state/link/url';
import { patchView, view } from '../../../state/link/view';
import { Tex } from '../../../ui/Tex';
import { seekByPointer } from '../seekByPointer';
import { onDerivation } from '../state/derivation';
import { shareOf } from './curves';
import { RANGE } from './LinePicture';
import styles from './Lane.module.css';

type Dragged = 'derivationX0' | 'derivationXt' | 'derivationEpsilon';

/** Moves an element to a number of the lane; what lies outside stands at the end, and says so. */
function move(element: HTMLElement, value: number): void {
  const share = shareOf(value, RANGE);
  element.style.left = `${100 * Math.min(1, Math.max(0, share))}%`;
  element.dataset.out = share < 0 ? 'low' : share > 1 ? 'high' : '';
}

/** A name and a line of numbers from -3 to 3. */
const Lane = ({ tex, children, ...handlers }: { tex: string; children: ReactNode }) => (
  <div className={styles.lane}>
    <span className={styles.name}>
      <Tex tex={tex} />
    </span>
    <div className={styles.line} {...handlers}>
      {children}
    </div>
  </div>
);

/** Puts a number of a field: rounded as links have it, within its range. */
function put(field: Dragged, value: number): void {
  const { min, max } = FIELDS[field].range ?? { min: -RANGE, max: RANGE };
  patchView({ [field]: Math.round(100 * Math.min(max, Math.max(min, value))) / 100 });
}

/** The number to which a key leads; undefined for other keys. */
function afterKey({ key, shiftKey }: KeyboardEvent, value: number): number | undefined {
  const step = shiftKey ? 0.01 : 0.05;
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return value + step;
    case 'ArrowLeft':
    case 'ArrowDown':
      return value - step;
    case 'PageUp':
      return value + 0.5;
    case 'PageDown':
      return value - 0.5;
    case 'Home':
      return -Infinity;
    case 'End':
      return Infinity;
    default:
      return undefined;
  }
}

interface DragLaneProps {
  field: Dragged;
  /** Its accessible name. */
  label: string;
  tex: string;
  children?: ReactNode;
}

/** A number that one drags on its line, or moves by keys: a step is 0.05, with Shift 0.01. */
export function DragLane({ field, label, tex, children }: DragLaneProps) {
  const knob = useRef<HTMLSpanElement>(null);
  useEffect(
    () =>
      onDerivation(() => {
        const value = view.getState()[field];
        const element = knob.current;
        if (!element) return;
        move(element, value);
        element.setAttribute('aria-valuenow', String(value));
        element.setAttribute('aria-valuetext', fixed(value, 2));
      }),
    [field],
  );
  const { min, max } = FIELDS[field].range ?? { min: -RANGE, max: RANGE };
  const seek = (event: PointerEvent): void => {
    const box = event.currentTarget.getBoundingClientRect();
    event.currentTarget.querySelector<HTMLElement>('[role=slider]')?.focus({ preventScroll: true });
    put(field, RANGE * ((2 * (event.clientX - box.left)) / box.width - 1));
  };
  return (
    <Lane tex={tex} {...seekByPointer(seek)}>
      {children}
      <span
        ref={knob}
        className={styles.knob}
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-valuemin={min}
        aria-valuemax={max}
        aria-valuenow={view.getState()[field]}
        onKeyDown={(event) => {
          const next = afterKey(event, view.getState()[field]);
          if (next === undefined) return;
          event.preventDefault();
          event.stopPropagation();
          put(field, next);
          endGesture();
        }}
      />
    </Lane>
  );
}

interface Point {
  /** Keep it stable. */
  readonly at: (state: ViewState) => number;
  readonly look: 'disc' | 'ring';
}

const Dot = ({ at, look }: Point) => {
  const dot = useRef<HTMLSpanElement>(null);
  useEffect(
    () =>
      onDerivation(() => {
        if (dot.current) move(dot.current, at(view.getState()));
      }),
    [at],
  );
  return <span ref={dot} className={styles.dot} data-look={look} />;
};

interface StillLaneProps {
  tex: string;
  points: readonly Point[];
  /** Shades -1 to 1. */
  hasBand?: boolean;
}

/** What follows from the numbers that are dragged, on a line of its own. */
export const StillLane = ({ tex, points, hasBand = false }: StillLaneProps) => (
  <Lane tex={tex}>
    {hasBand && <span className={styles.band} />}
    {points.map((point, i) => (
      <Dot key={i} {...point} />
    ))}
  </Lane>
);

interface ArrowProps {
  /** Keep both stable. */
  from: (state: ViewState) => number;
  to: (state: ViewState) => number;
}

/** An arrow along a lane. */
export function Arrow({ from, to }: ArrowProps) {
  const arrow = useRef<HTMLSpanElement>(null);
  useEffect(
    () =>
      onDerivation(() => {
        const state = view.getState();
        const [a, b] = [shareOf(from(state), RANGE), shareOf(to(state), RANGE)];
        const element = arrow.current;
        if (!element) return;
        element.style.left = `${100 * Math.min(a, b)}%`;
        element.style.width = `${100 * Math.abs(b - a)}%`;
        element.dataset.to = b < a ? 'left' : 'right';
      }),
    [from, to],
  );
  return <span ref={arrow} className={styles.arrow} />;
}
