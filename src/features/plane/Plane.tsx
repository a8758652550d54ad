import { useEffect, useRef, useState, type KeyboardEvent, type MouseEvent, type ReactNode } from 'react';
import { theme, type Theme } from '../../state/theme';
import { observeSize } from '../../ui/observeSize';
import { arrowStep } from './arrowKeys';
import { coloursOf, DensitySheet, ParticleSheet } from './layers';
import type { Pen } from './lines';
import { HALF_WIDTH } from './state/field';
import { onPlane } from './state/looks';
import { TEXTS } from './texts';
import styles from './Plane.module.css';

/** A place of the plane. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** What is painted in one frame; what is left out is empty. */
export interface Picture {
  /** [n, n] flat over what is shown, and how opaque it is, 0 .. 1. */
  readonly density?: ArrayLike<number> | undefined;
  readonly opacity?: number;
  /** Particles, [n, 2] flat, coloured by the direction of `start`. */
  readonly particles?: { readonly points: Float32Array; readonly start: Float32Array } | undefined;
  /** Draws lines over both. */
  readonly lines?: (pen: Pen) => void;
}

/** Most device pixels of a canvas along one side. */
const MOST_PIXELS = 900;

interface CanvasProps {
  /** What is drawn, for those who cannot see it. */
  label: string;
  /** What is to be seen now; called in the frame of each change. Keep it stable. */
  picture: () => Picture;
}

const NO_COLOURS = new Uint32Array(0);

/** The colours of lines, read once for each theme. */
function colours(element: Element): Omit<Pen, 'context'> {
  const style = getComputedStyle(element);
  const colour = (name: string): string => style.getPropertyValue(name).trim();
  return { ink: colour('--ink'), soft: colour('--soft'), paper: colour('--raised') };
}

/** Three canvases, one on the other: density, particles, lines. The last two are as sharp as the screen. */
function Canvases({ label, picture }: CanvasProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = box.current;
    const contexts = [...(element?.querySelectorAll('canvas') ?? [])].map((canvas) =>
      canvas.getContext('2d'),
    );
    const [densityContext, particleContext, context] = contexts;
    if (!element || !densityContext || !particleContext || !context) return undefined;
    const [density, particles] = [new DensitySheet(densityContext), new ParticleSheet(particleContext)];
    let side = 0;
    let pens: { readonly theme: Theme; readonly pen: Pen } | null = null;
    const draw = (): void => {
      if (side === 0) return;
      const shownTheme = theme.getState().theme;
      if (pens?.theme !== shownTheme) pens = { theme: shownTheme, pen: { context, ...colours(element) } };
      const shown = picture();
      density.paint(shown.density ?? null, shownTheme, shown.opacity);
      const { points = null, start } = shown.particles ?? {};
      particles.paint(points, start ? coloursOf(start, shownTheme) : NO_COLOURS, side);
      context.clearRect(0, 0, side, side);
      shown.lines?.(pens.pen);
    };
    const stops = [
      observeSize(element, ({ width }) => {
        const pixels = Math.min(MOST_PIXELS, Math.round(width * devicePixelRatio));
        if (pixels === 0 || pixels === side) return;
        side = context.canvas.width = context.canvas.height = pixels;
        draw();
      }),
      onPlane(draw),
    ];
    return () => stops.forEach((stop) => stop());
  }, [picture]);
  return (
    <div ref={box} className={styles.canvases} role="img" aria-label={label}>
      <canvas />
      <canvas />
      <canvas />
    </div>
  );
}

interface Props extends CanvasProps {
  /** What a click, or Enter at the cursor, does; what a key or a reader hears of it. */
  onPick?: (place: Place) => void;
  pickWords?: string;
  /** The pointer is pressed and moves: for a brush. `onPick` is called for its first place. */
  onDrag?: (place: Place) => void;
  onDrop?: () => void;
  /** Where pointer or cursor is, or null. */
  onLook?: (place: Place | null) => void;
  /** Drawn over the canvas in the plane's own unit, y upwards. */
  children?: ReactNode;
}

const clamp = (value: number): number => Math.min(HALF_WIDTH, Math.max(-HALF_WIDTH, value));
const rounded = (value: number): number => Math.round(value * 100) / 100 + 0;

/** A square of the plane: what is painted, what lies over it, and a cursor that a pointer or the keys move. */
export function Plane({ label, picture, onPick, pickWords, onDrag, onDrop, onLook, children }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [cursor, setCursor] = useState<Place | null>(null);
  const placeOf = ({ clientX, clientY }: MouseEvent): Place => {
    const { left, top, width, height } = box.current?.getBoundingClientRect() ?? new DOMRect(0, 0, 1, 1);
    return {
      x: rounded(clamp(((clientX - left) / width) * 2 * HALF_WIDTH - HALF_WIDTH)),
      y: rounded(clamp(HALF_WIDTH - ((clientY - top) / height) * 2 * HALF_WIDTH)),
    };
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget || event.altKey || event.ctrlKey || event.metaKey) return;
    // After a click the arrows belong to the slider.
    if (!cursor) return;
    const at = cursor;
    const step = arrowStep(event);
    if (step) {
      const next = { x: rounded(clamp(at.x + step[0])), y: rounded(clamp(at.y + step[1])) };
      setCursor(next);
      onLook?.(next);
    } else if (event.key === 'Enter' && onPick) {
      onPick(at);
      onDrop?.();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const layers = (
    <>
      <Canvases label={label} picture={picture} />
      <svg
        className={styles.over}
        viewBox={`${-HALF_WIDTH} ${-HALF_WIDTH} ${2 * HALF_WIDTH} ${2 * HALF_WIDTH}`}
        aria-hidden={children === undefined}
      >
        <g transform="scale(1,-1)">
          {children}
          {cursor && (
            <path
              className={styles.cursor}
              d={`M${cursor.x - 0.16} ${cursor.y}h.32M${cursor.x} ${cursor.y - 0.16}v.32`}
            />
          )}
        </g>
      </svg>
    </>
  );
  if (!onPick && !onLook) return <div className={styles.plane}>{layers}</div>;
  return (
    <div
      ref={box}
      className={styles.plane}
      role="application"
      tabIndex={0}
      aria-label={TEXTS.plane(label, pickWords)}
      onKeyDown={onKeyDown}
      onFocus={(event) => {
        // By keys only: a pointer has a place of its own.
        if (event.target === event.currentTarget && event.currentTarget.matches(':focus-visible'))
          setCursor((at) => at ?? { x: 0, y: 0 });
      }}
      onBlur={() => setCursor(null)}
      onClick={(event) => {
        // A brush begins when it is pressed; a swipe over the page picks nothing.
        if (!onDrag) onPick?.(placeOf(event));
      }}
      onPointerDown={(event) => {
        if (!event.isPrimary || event.button !== 0) return;
        setCursor(null);
        if (!onDrag) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        onPick?.(placeOf(event));
      }}
      onPointerMove={(event) => {
        const place = placeOf(event);
        onLook?.(place);
        if (onDrag && event.currentTarget.hasPointerCapture(event.pointerId)) onDrag(place);
      }}
      onPointerUp={(event) => event.isPrimary && onDrop?.()}
      onPointerCancel={(event) => event.isPrimary && onDrop?.()}
      onPointerLeave={(event) => {
        // A finger that was lifted has looked at its last place.
        if (event.pointerType === 'mouse') onLook?.(null);
      }}
      data-draws={onDrag !== undefined}
    >
      {layers}
    </div>
  );
}
