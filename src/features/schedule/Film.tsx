import { useEffect, useRef } from 'react';
import { toRgba } from '../../diffusion/pixels';
import { view } from '../../state/link/view';
import styles from './Film.module.css';

export const TILES = 15;
const SIDE = 28;

interface FilmProps {
  label: string;
  T: number;
  /** Calls a listener now and with each change. Keep it stable, and the next two, too. */
  on: (listener: () => void) => () => void;
  /** What the pictures depend on: they are drawn again when one of these changes. */
  inputs: () => readonly unknown[];
  xtAt: (t: number) => Float32Array | null;
}

/** x_t at equal parts of the way, and a marker at the place. */
export function Film({ label, T, on, inputs, xtAt }: FilmProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const marker = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const image = context.createImageData(SIDE, SIDE);
    let drawn: readonly unknown[] = [];
    return on(() => {
      if (marker.current) marker.current.style.left = `${view.getState().place / 10}%`;
      const next = inputs();
      if (drawn.length > 0 && next.every((value, i) => value === drawn[i])) return;
      drawn = next;
      context.clearRect(0, 0, SIDE * TILES, SIDE);
      for (let tile = 0; tile < TILES; tile++) {
        const xt = xtAt(Math.round((tile * T) / (TILES - 1)));
        if (!xt) continue;
        toRgba(xt, image.data);
        context.putImageData(image, tile * SIDE, 0);
      }
    });
  }, [T, on, inputs, xtAt]);
  return (
    <div className={styles.film}>
      <canvas ref={canvas} width={SIDE * TILES} height={SIDE} role="img" aria-label={label} />
      <span ref={marker} className={styles.marker} />
    </div>
  );
}
