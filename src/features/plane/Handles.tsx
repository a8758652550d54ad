import { useStore } from 'zustand';
import { useEffect, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { formatMixture, MIXTURE_LIMITS, type PlaneComponent } from '../../state/link/planeShapes';
import { useView } from '../../state/link/useView';
import { patchView } from '../../state/link/view';
import { notify } from '../../state/notices';
import { arrowStep } from './arrowKeys';
import { HALF_WIDTH } from './state/field';
import { components, draft } from './state/law';
import { TEXTS } from './texts';
import styles from './Handles.module.css';

const { place: FAR, std: STD } = MIXTURE_LIMITS;
/** A narrow component is widened by a ring that lies outside its middle. */
const LEAST_GRIP = 0.28;
const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

/** The mixture with a component changed. */
const changed = (
  all: readonly PlaneComponent[],
  index: number,
  change: Partial<PlaneComponent>,
): readonly PlaneComponent[] => all.map((each, i) => (i === index ? { ...each, ...change } : each));

/** Takes what has been dragged as the view's mixture. */
function drop(): void {
  const { mixture } = draft.getState();
  if (mixture === null) return;
  // The view first: between the two the law stays what it is.
  patchView({ planeMixture: mixture });
  draft.setState({ mixture: null });
}

/** What a key changes of a component; undefined for other keys. */
function afterKey(event: KeyboardEvent, { x, y, std }: PlaneComponent): Partial<PlaneComponent> | undefined {
  const step = arrowStep(event);
  if (step) return { x: clamp(x + step[0], -FAR, FAR), y: clamp(y + step[1], -FAR, FAR) };
  const { key } = event;
  if (key === '+' || key === '-') return { std: clamp(std + (key === '+' ? 0.05 : -0.05), STD.min, STD.max) };
  return undefined;
}

interface Props {
  selected: number;
  onSelect: (index: number) => void;
}

/** The components of the mixture: the middle moves one, the ring widens it. */
export function Handles({ selected, onSelect }: Props) {
  useView('planeMixture');
  useStore(draft);
  // A drag that a key interrupts is taken as far as it went.
  useEffect(() => drop, []);
  const all = components();
  const [drag, setDrag] = useState<'place' | 'std'>('place');
  const placeOf = (event: PointerEvent<SVGElement>): { readonly x: number; readonly y: number } => {
    const box = event.currentTarget.ownerSVGElement?.getBoundingClientRect() ?? new DOMRect(0, 0, 1, 1);
    return {
      x: ((event.clientX - box.left) / box.width) * 2 * HALF_WIDTH - HALF_WIDTH,
      y: HALF_WIDTH - ((event.clientY - box.top) / box.height) * 2 * HALF_WIDTH,
    };
  };
  const press = (event: PointerEvent<SVGElement>, index: number, what: 'place' | 'std'): void => {
    if (!event.isPrimary || event.button !== 0) return;
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    setDrag(what);
    onSelect(index);
  };
  const move = (event: PointerEvent<SVGElement>, index: number): void => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    event.stopPropagation();
    const { x, y } = placeOf(event);
    const at = all[index];
    const change =
      drag === 'std'
        ? { std: clamp(Math.hypot(x - at.x, y - at.y), STD.min, STD.max) }
        : { x: clamp(x, -FAR, FAR), y: clamp(y, -FAR, FAR) };
    draft.setState({ mixture: formatMixture(changed(all, index, change)) });
  };
  const release = (event: PointerEvent<SVGElement>): void => {
    const { x, y } = placeOf(event);
    drop();
    if (drag === 'place' && Math.max(Math.abs(x), Math.abs(y)) > HALF_WIDTH)
      notify({ kind: 'warning', text: TEXTS.outside });
  };
  return all.map(({ weight, x, y, std }, index) => {
    const pointer = (what: 'place' | 'std') => ({
      onPointerDown: (event: PointerEvent<SVGElement>) => press(event, index, what),
      onPointerMove: (event: PointerEvent<SVGElement>) => move(event, index),
      onPointerUp: release,
      onPointerCancel: drop,
    });
    return (
      <g
        key={index}
        className={styles.component}
        role="button"
        tabIndex={0}
        aria-label={TEXTS.component(index + 1, { x, y, std, weight })}
        aria-pressed={index === selected}
        data-selected={index === selected}
        onFocus={() => onSelect(index)}
        onKeyDown={(event) => {
          if (event.altKey || event.ctrlKey || event.metaKey) return;
          const change = afterKey(event, all[index]);
          if (!change) return;
          event.preventDefault();
          event.stopPropagation();
          patchView({ planeMixture: formatMixture(changed(all, index, change)) });
        }}
      >
        <circle className={styles.ring} cx={x} cy={y} r={std} />
        <circle className={styles.target} cx={x} cy={y} r={0.2} {...pointer('place')} />
        <circle className={styles.grip} cx={x} cy={y} r={Math.max(std, LEAST_GRIP)} {...pointer('std')} />
        <circle className={styles.middle} cx={x} cy={y} r={0.07} />
      </g>
    );
  });
}
