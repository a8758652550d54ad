import { fixed } from '../../diffusion/numbers/formatNumber';
import { useCallback } from 'react';
import { useView } from '../../state/link/useView';
import { view } from '../../state/link/view';
import { LiveText } from '../common/LiveText';
import { grids, onPictures, shownFrame } from './state/grids';
import { TEXTS } from './texts';
import styles from './Dock.module.css';

/** How far two pictures are apart: root of the mean squared difference of their pixels, from -1 to 1. */
function rms(a: Float32Array, b: Float32Array): number {
  return Math.sqrt(a.reduce((sum, value, i) => sum + (value - b[i]) ** 2, 0) / a.length);
}

/**
 * @param hovered the picture under the pointer; without one it is the selected one
 * @param hasSymbols whether it may say t
 */
function words(hovered: number | null, hasSymbols: boolean): string {
  const { tile: selected, gridCount } = view.getState();
  const tile = hovered ?? Math.min(selected, gridCount - 1);
  const { a: sheetA, b: sheetB } = grids.sheets;
  const times = grids.comparedTimes();
  const [a, b] = [shownFrame(sheetA, tile), shownFrame(sheetB, tile)];
  if (!times || !a || !b || a.length !== b.length) return '';
  const distances = Array.from({ length: gridCount }, (_, i) => {
    const [one, other] = [shownFrame(sheetA, i), shownFrame(sheetB, i)];
    return one && other ? rms(one, other) : 0;
  });
  const mean = distances.reduce((sum, value) => sum + value, 0) / gridCount;
  const [tA, tB] = times;
  const at = !hasSymbols ? '' : tA === tB ? TEXTS.atSame(tA) : TEXTS.atTwo(tA, tB);
  return TEXTS.difference(tile + 1, fixed(rms(a, b), 3), at, fixed(mean, 3));
}

/** The difference between A's and B's picture: the hovered one, or else the selected one. */
export function Pair({ hovered }: { hovered: number | null }) {
  const hasSymbols = useView('level').level !== 'picture';
  const pairWords = useCallback(() => words(hovered, hasSymbols), [hovered, hasSymbols]);
  return (
    <p className={styles.pair} title={TEXTS.differenceTitle}>
      <LiveText subscribe={onPictures} text={pairWords} />
    </p>
  );
}
