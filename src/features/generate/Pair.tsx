import { useEffect, useRef } from 'react';
import { grids, onPictures, shownFrame, shownT } from './state/grids';
import { view } from '../../state/link/view';
import styles from './Generate.module.css';

/** How far two pictures are apart: root of the mean squared difference of their pixels, from -1 to 1. */
function rms(a: Float32Array, b: Float32Array): number {
  return Math.sqrt(a.reduce((sum, value, i) => sum + (value - b[i]) ** 2, 0) / a.length);
}

function words(tile: number): string {
  const { gridCount } = view.getState();
  const { sheets } = grids;
  const [a, b] = [shownFrame(sheets.a, tile), shownFrame(sheets.b, tile)];
  if (!a || !b || a.length !== b.length) return '';
  const all = Array.from({ length: gridCount }, (_, i) => {
    const [one, other] = [shownFrame(sheets.a, i), shownFrame(sheets.b, i)];
    return one && other ? rms(one, other) : 0;
  });
  const mean = all.reduce((sum, value) => sum + value, 0) / gridCount;
  // Runs of other steps keep other states.
  const [tA, tB] = [shownT(sheets.a), shownT(sheets.b)];
  const at = tA === tB ? `at t = ${tA}` : `A at t = ${tA} and B at t = ${tB}`;
  return `Picture ${tile + 1}: A and B differ by ${rms(a, b).toFixed(3)} a pixel (RMS, of −1 … 1), ${at}; the mean of all is ${mean.toFixed(3)}.`;
}

/** The difference of the two pictures that are marked. */
export function Pair({ hovered }: { hovered: number | null }) {
  const text = useRef<HTMLParagraphElement>(null);
  useEffect(
    () =>
      onPictures(() => {
        const { tile, gridCount } = view.getState();
        if (text.current) text.current.textContent = words(hovered ?? Math.min(tile, gridCount - 1));
      }),
    [hovered],
  );
  return <p ref={text} className={styles.pairWords} />;
}
