import { useEffect, useRef } from 'react';
import { toRgba } from '../diffusion/pictures/pixels';
import { observeSize } from './observeSize';
import { TEXTS } from './texts';
import styles from './Scrubber.module.css';

export interface Position {
  t: number;
  /** Shown at the knob. */
  flag: string;
  /** Spoken at the slider. */
  spoken: string;
  /** Largest t that can be reached; the rest of the track is faded. */
  last: number;
}

interface Props {
  /** Number of pictures on the track, evenly spaced from t = 0 to t = max, both included. */
  tiles: number;
  max: number;
  /** Where it stands until it is fed: it must not be at 0 for a moment. */
  initialT: number;
  /** Feeds the film strip outside React; null is a picture that is not there yet. */
  feedFilm: (draw: (tile: number, pixels: Float32Array | null) => void) => () => void;
  /** Feeds the position outside React. */
  feedPosition: (move: (position: Position) => void) => () => void;
  onSeek: (t: number) => void;
  /** The drag has ended. */
  onRelease: () => void;
}

/** Pixels of a picture before there is one. */
const SIDE = 28;
/** How far the flag may stand out of the film: the page's margin is wider. */
const OVERHANG_PX = 12;
/** Left and right of the flag's text, together. */
const FLAG_PADDING_PX = 18;

/** The timeline: a native range input over a film strip, its thumb a line with a knob. */
export function Scrubber({ tiles, max, initialT, feedFilm, feedPosition, onSeek, onRelease }: Props) {
  const root = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const marker = useRef<HTMLDivElement>(null);
  const flag = useRef<HTMLOutputElement>(null);

  // Moved by transforms alone: a drag lays nothing out.
  useEffect(() => {
    if (!root.current || !flag.current) return;
    let width = 0;
    let flagWidth = 0;
    let position: Position | null = null;
    const place = () => {
      if (!position || !marker.current || !flag.current) return;
      const tile = width / tiles;
      const x = tile / 2 + ((width - tile) * position.t) / max;
      const least = flagWidth / 2 - OVERHANG_PX;
      const centre = Math.min(width - least, Math.max(least, x));
      marker.current.style.transform = `translateX(${x.toFixed(2)}px)`;
      flag.current.style.transform = `translateX(calc(-50% + ${(centre - x).toFixed(1)}px))`;
    };
    const stops = [
      observeSize(root.current, (size) => {
        width = size.width;
        place();
      }),
      observeSize(flag.current, (size) => {
        flagWidth = size.width + FLAG_PADDING_PX;
        place();
      }),
      feedPosition((next) => {
        if (!root.current || !input.current || !flag.current) return;
        const { t, spoken, last } = next;
        if (position?.last !== last) {
          root.current.style.setProperty('--last', String(last / max));
          root.current.dataset.whole = String(last === max);
        }
        position = next;
        input.current.value = String(t);
        input.current.setAttribute('aria-valuetext', spoken);
        flag.current.textContent = next.flag;
        place();
      }),
    ];
    return () => stops.forEach((stop) => stop());
  }, [feedPosition, max, tiles]);

  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context) return;
    element.width = element.height * tiles;
    let image = context.createImageData(element.height, element.height);
    return feedFilm((tile, pixels) => {
      if (!pixels) {
        context.clearRect(tile * image.width, 0, image.width, image.width);
        return;
      }
      if (pixels.length !== image.width ** 2) {
        const side = Math.sqrt(pixels.length);
        image = context.createImageData(side, side);
        element.width = side * tiles;
        element.height = side;
      }
      toRgba(pixels, image.data, 1);
      context.putImageData(image, tile * image.width, 0);
    });
  }, [feedFilm, tiles]);

  return (
    <div ref={root} className={styles.root} style={{ '--tiles': tiles } as React.CSSProperties}>
      <canvas ref={canvas} className={styles.film} width={SIDE * tiles} height={SIDE} aria-hidden="true" />
      <div className={styles.beyond} aria-hidden="true" />
      <input
        ref={input}
        className={styles.input}
        type="range"
        min={0}
        max={max}
        step={1}
        defaultValue={initialT}
        aria-label={TEXTS.timestep}
        onInput={(event) => onSeek(event.currentTarget.valueAsNumber)}
        onPointerUp={onRelease}
        onKeyUp={onRelease}
      />
      <div ref={marker} className={styles.marker} aria-hidden="true">
        <output ref={flag} className={styles.flag} />
      </div>
    </div>
  );
}
