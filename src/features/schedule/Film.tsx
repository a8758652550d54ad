import { useEffect, useRef, useState } from 'react';
import { toRgba } from '../../diffusion/pictures/pixels';
import { view } from '../../state/link/view';
import { observeSize, type Size } from '../../ui/observeSize';
import styles from './Film.module.css';

const SIDE = 28;

interface FilmProps {
  label: string;
  T: number;
  /** Calls a listener now and after each change. Pass the same function at every render; the same goes for `dependencies` and `xtAt`. */
  onChange: (listener: () => void) => () => void;
  /** What the pictures depend on: they are drawn again when one of these changes. */
  dependencies: () => readonly unknown[];
  xtAt: (t: number) => Float32Array | null;
}

/** How many tiles fit, if each is nearly square. */
const countTiles = ({ width, height }: Size): number => Math.min(40, Math.max(5, Math.round(width / height)));

/** x_t at evenly spaced t, with a marker at the slider's position. */
export function Film({ label, T, onChange, dependencies, xtAt }: FilmProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const marker = useRef<HTMLSpanElement>(null);
  const [tiles, setTiles] = useState(15);
  useEffect(() => {
    if (!canvas.current) return undefined;
    return observeSize(canvas.current, (size) => {
      if (size.height > 0) setTiles(countTiles(size));
    });
  }, []);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const image = context.createImageData(SIDE, SIDE);
    let drawn: readonly unknown[] = [];
    return onChange(() => {
      if (marker.current) marker.current.style.left = `${view.getState().place / 10}%`;
      const next = dependencies();
      if (drawn.length > 0 && next.every((value, i) => value === drawn[i])) return;
      drawn = next;
      context.clearRect(0, 0, SIDE * tiles, SIDE);
      for (let tile = 0; tile < tiles; tile++) {
        const xt = xtAt(Math.round((tile * T) / (tiles - 1)));
        if (!xt) continue;
        toRgba(xt, image.data);
        context.putImageData(image, tile * SIDE, 0);
      }
    });
  }, [T, onChange, dependencies, xtAt, tiles]);
  return (
    <div className={styles.film}>
      <canvas ref={canvas} width={SIDE * tiles} height={SIDE} role="img" aria-label={label} />
      <span ref={marker} className={styles.marker} />
    </div>
  );
}
