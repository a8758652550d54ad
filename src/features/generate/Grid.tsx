import { memo, useCallback } from 'react';
import { useStore } from 'zustand';
import { failureText } from '../../state/engine/failure';
import { ANY_DIGIT } from '../../state/link/fieldKinds';
import { ALL_DIGITS, type Click } from '../../state/link/fields/generate';
import { useView } from '../../state/link/useView';
import { patchView, view } from '../../state/link/view';
import { creditOf, sampledClass } from '../../state/network/usedNetwork';
import { Badge } from '../../ui/Badge';
import { type Draw, PixelCanvas } from '../../ui/PixelCanvas';
import { classWords, phrases } from './names';
import { copying } from './state/copying';
import { grids, lookAtTile, onPictures, shownFrame } from './state/grids';
import { tileLabel, tileSeed } from './state/plans';
import type { Side } from './state/sides';
import { openInTimeline, timelineLink } from './state/timelineLink';
import { useSettings, useSideNetwork } from './useSide';
import shared from './Generate.module.css';
import styles from './Grid.module.css';

const COLUMNS = 10;

/** The picture to which an arrow key leads; the same one at the grid's edge, undefined for other keys. */
function neighbour(grid: Element, key: string, tile: number, count: number): number | undefined {
  const columns = getComputedStyle(grid).gridTemplateColumns.split(' ').length;
  const steps: Record<string, number> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -columns,
    ArrowDown: columns,
  };
  if (!(key in steps)) return undefined;
  const to = tile + steps[key];
  return to >= 0 && to < count ? to : tile;
}

/** Does what a click on a picture is set to do. */
function handleClick(click: Click, side: Side, tile: number, label: number): void {
  const state = view.getState();
  lookAtTile(tile);
  switch (click) {
    case 'open':
      openInTimeline(side, tile);
      return;
    case 'nearest':
      copying.ask(side, tile);
      return;
    case 'from':
      patchView({ strip: true, stripFrom: tileSeed(state, tile), stripLabel: Math.min(label, ANY_DIGIT) });
      return;
    case 'to':
      patchView({ strip: true, stripTo: tileSeed(state, tile) });
      return;
    default:
      click satisfies never;
  }
}

const CLICK_EFFECTS: Record<Click, string> = {
  open: 'open it in the Timeline',
  nearest: 'ask whether it is copied',
  from: 'start the strip there',
  to: 'end the strip there',
};

interface TileProps {
  side: Side;
  tile: number;
  seed: number;
  label: number;
  click: Click;
  chosen: boolean;
  marked: boolean;
  onHover: (tile: number | null) => void;
}

const Tile = memo(function Tile({ side, tile, seed, label, click, chosen, marked, onHover }: TileProps) {
  const feed = useCallback(
    (draw: Draw) => onPictures(() => draw(shownFrame(grids.sheets[side], tile))),
    [side, tile],
  );
  const words = classWords(label);
  // The address changes with every setting, the tile does not: it is renewed before anybody can use it.
  const renew = (link: HTMLAnchorElement): void => {
    link.href = timelineLink(view.getState(), side, tile);
  };
  return (
    <a
      href={timelineLink(view.getState(), side, tile)}
      className={styles.tile}
      data-tile={tile}
      data-chosen={chosen}
      data-marked={marked}
      tabIndex={chosen ? 0 : -1}
      title={`${tile + 1}: ${words}, seed ${seed}`}
      aria-label={`Picture ${tile + 1}, ${words}, seed ${seed}: ${CLICK_EFFECTS[click]}`}
      onFocus={(event) => {
        renew(event.currentTarget);
        lookAtTile(tile);
      }}
      onPointerEnter={(event) => {
        renew(event.currentTarget);
        onHover(tile);
      }}
      onPointerLeave={() => onHover(null)}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        handleClick(click, side, tile, label);
      }}
    >
      <PixelCanvas label="" feed={feed} />
    </a>
  );
});

interface GridProps {
  side: Side;
  hovered: number | null;
  onHover: (tile: number | null) => void;
}

/** The pictures of a side, below what it asks for; where the two sides differ, that is in bold. */
export function Grid({ side, hovered, onHover }: GridProps) {
  const { gridCount, gridSeed, gridClick } = useView('gridCount', 'gridSeed', 'gridClick');
  const { tile: chosen, comparing } = useView('tile', 'comparing');
  const settings = useSettings(side);
  const used = useSideNetwork(side);
  const otherSide = side === 'a' ? 'b' : 'a';
  const other = useSettings(otherSide);
  const otherPhrases = phrases(other, useSideNetwork(otherSide));
  const inTurn = settings.label === ALL_DIGITS && used?.classes !== 0;
  const status = useStore(grids.sheets[side].store, (state) => state.status);
  const current = Math.min(chosen, gridCount - 1);
  const sidePhrases = phrases(settings, used);
  const differs = comparing && sidePhrases.some((phrase, i) => phrase !== otherPhrases[i]);
  return (
    <section className={styles.side} aria-label={comparing ? `Side ${side.toUpperCase()}` : 'The pictures'}>
      <header className={styles.heading} data-both={comparing}>
        {comparing && <b className={shared.letter}>{side.toUpperCase()}</b>}
        <h2>
          {sidePhrases.map((phrase, i) => {
            const isUnlike = comparing && phrase !== otherPhrases[i];
            // Without B, the badge names the network.
            const text =
              !comparing && i === sidePhrases.length - 1 ? '' : phrase || (isUnlike && i === 2 ? 'no η' : '');
            return text && <span key={i}>{isUnlike ? <b>{text}</b> : text}</span>;
          })}
        </h2>
        {used && (comparing ? <Badge kind="live" small /> : <Badge kind="live" by={creditOf(used)} />)}
        {comparing && !differs && <span className={shared.note}>the same as the other side</span>}
        {status.kind === 'failed' && (
          <p role="alert" className={shared.failed}>
            {failureText(status.error)}
          </p>
        )}
      </header>
      {gridCount >= COLUMNS && (inTurn || (comparing && other.label === ALL_DIGITS)) && (
        <div className={styles.columns} aria-hidden="true">
          {Array.from({ length: COLUMNS }, (_, digit) => (
            <span key={digit}>{inTurn ? digit : '\u00a0'}</span>
          ))}
        </div>
      )}
      <div
        className={styles.grid}
        role="group"
        aria-label={`Pictures${comparing ? ` of ${side.toUpperCase()}` : ''}: the arrow keys go from one to the other`}
        onKeyDown={(event) => {
          const to = neighbour(event.currentTarget, event.key, current, gridCount);
          if (to === undefined || event.shiftKey) return;
          event.preventDefault();
          event.stopPropagation();
          lookAtTile(to);
          event.currentTarget.querySelector<HTMLElement>(`[data-tile="${to}"]`)?.focus();
        }}
      >
        {Array.from({ length: gridCount }, (_, tile) => (
          <Tile
            key={tile}
            side={side}
            tile={tile}
            seed={tileSeed({ gridSeed }, tile)}
            label={used ? sampledClass(used, tileLabel(settings, tile)) : tileLabel(settings, tile)}
            click={gridClick}
            chosen={tile === current}
            marked={tile === hovered}
            onHover={onHover}
          />
        ))}
      </div>
    </section>
  );
}
