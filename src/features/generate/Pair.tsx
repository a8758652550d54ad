import { fixed, share } from '../../diffusion/numbers/formatNumber';
import { meanCommonInk, meanInk } from '../../diffusion/pictures/ink';
import { rmsDifference } from '../../diffusion/pictures/similarity';
import { useCallback } from 'react';
import { useView } from '../../state/link/useView';
import { view } from '../../state/link/view';
import { memo } from '../../state/memo';
import { LiveText } from '../common/LiveText';
import { grids, onPictures, shownFrame } from './state/grids';
import { TEXTS } from './texts';
import styles from './Dock.module.css';

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
    return one && other ? rmsDifference(one, other) : 0;
  });
  const mean = distances.reduce((sum, value) => sum + value, 0) / gridCount;
  const [tA, tB] = times;
  const at = !hasSymbols ? '' : tA === tB ? TEXTS.atSame(tA) : TEXTS.atTwo(tA, tB);
  return TEXTS.difference(tile + 1, fixed(rmsDifference(a, b), 3), at, fixed(mean, 3));
}

const keepInk = memo<string>();

/** How much ink the digits of both sides have, and how much two of a side share; nothing before they are digits. */
function inkWords(): string {
  const { a, b } = grids.sheets;
  if (!grids.comparedTimes()?.every((t) => t === 0)) return '';
  const runs = [a, b].map(({ store }) => store.getState().run);
  return keepInk(runs, () => {
    const sides = runs.map((run) =>
      Array.from({ length: run?.count ?? 0 }, (_, tile) => run?.frame(run.steps, tile) ?? new Float32Array()),
    );
    if (sides.some(({ length }) => length < 2)) return '';
    const [inkA, inkB] = sides.map((pictures) => share(100 * meanInk(pictures), 1, 100));
    const [commonA, commonB] = sides.map((pictures) => share(100 * meanCommonInk(pictures), 0, 100));
    return TEXTS.ink(inkA, inkB, commonA, commonB);
  });
}

/** The difference between A's and B's picture: the hovered one, or else the selected one. */
export function Pair({ hovered }: { hovered: number | null }) {
  const hasSymbols = useView('level').level !== 'picture';
  const pairWords = useCallback(() => words(hovered, hasSymbols), [hovered, hasSymbols]);
  return (
    <div className={styles.pair}>
      <p title={TEXTS.differenceTitle}>
        <LiveText subscribe={onPictures} text={pairWords} />
      </p>
      <p title={TEXTS.inkTitle}>
        <LiveText subscribe={onPictures} text={inkWords} name="ink" />
      </p>
    </div>
  );
}
