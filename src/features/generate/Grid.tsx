import { memo, useCallback, useLayoutEffect, useRef, useState, type CSSProperties } from 'react';
import { useStore } from 'zustand';
import { failureText } from '../../state/engine/failure';
import { ANY_DIGIT } from '../../state/link/fieldKinds';
import { ALL_DIGITS, type Click } from '../../state/link/fields/generate';
import { useView } from '../../state/link/useView';
import { patchView, view } from '../../state/link/view';
import { creditOf, sampledClass } from '../../state/network/usedNetwork';
import { Badge } from '../../ui/Badge';
import { type Draw, PixelCanvas } from '../../ui/PixelCanvas';
import { observeSize, type Size } from '../../ui/observeSize';
import { LiveLink } from '../common/LiveLink';
import { bestColumns, GAP, LEAST } from './columns';
import { phrases } from './names';
import { copying } from './state/copying';
import { grids, lookAtTile, onPictures, shownFrame } from './state/grids';
import { tileLabel, tileSeed } from './state/plans';
import type { Side } from './state/sides';
import { openInTimeline, timelineLink } from './state/timelineLink';
import { TEXTS } from './texts';
import { useSettings, useSideNetwork } from './useSide';
import shared from './Generate.module.css';
import styles from './Grid.module.css';

/** Height of the words below a picture, in sizes of the text around. */
const FOOT = 1.48;

/** The picture to which an arrow key leads; the same one at the grid's edge, undefined for other keys. */
function neighbour(columns: number, key: string, tile: number, count: number): number | undefined {
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

interface TileProps {
  side: Side;
  tile: number;
  seed: number;
  label: number;
  click: Click;
  chosen: boolean;
  marked: boolean;
  /** What stands below it. */
  foot: string | null;
  onHover: (tile: number | null) => void;
}

const Tile = memo(function Tile(props: TileProps) {
  const { side, tile, seed, label, click, chosen, marked, foot, onHover } = props;
  const feed = useCallback(
    (draw: Draw) => onPictures(() => draw(shownFrame(grids.sheets[side], tile))),
    [side, tile],
  );
  const words = TEXTS.className(label);
  const address = (): string => timelineLink(view.getState(), side, tile);
  return (
    <LiveLink
      href={address()}
      address={address}
      className={styles.tile}
      data-tile={tile}
      data-chosen={chosen}
      data-marked={marked}
      tabIndex={chosen ? 0 : -1}
      title={TEXTS.tileTitle(tile + 1, words, seed)}
      aria-label={`${TEXTS.tile(tile + 1, words, seed)}: ${TEXTS.effect[click]}`}
      onFocus={() => lookAtTile(tile)}
      onPointerEnter={() => onHover(tile)}
      onPointerLeave={() => onHover(null)}
      onOpen={() => handleClick(click, side, tile, label)}
    >
      <PixelCanvas label="" feed={feed} />
      {foot !== null && (
        <span className={styles.foot} aria-hidden="true">
          {foot}
        </span>
      )}
    </LiveLink>
  );
});

interface GridProps {
  side: Side;
  hovered: number | null;
  onHover: (tile: number | null) => void;
}

/** What a side asks for; where the two sides differ, that is in bold. */
function Heading({ side }: { side: Side }) {
  const { comparing, level } = useView('comparing', 'level');
  const used = useSideNetwork(side);
  const otherSide = side === 'a' ? 'b' : 'a';
  const own = phrases(useSettings(side), used, level);
  const other = phrases(useSettings(otherSide), useSideNetwork(otherSide), level);
  const differs = own.some(({ text }, i) => text !== other[i].text);
  const status = useStore(grids.sheets[side].store, (state) => state.status);
  return (
    <header className={styles.heading} data-both={comparing}>
      {comparing && <b className={shared.letter}>{side.toUpperCase()}</b>}
      <h2>
        {own.map(({ text, otherwise = '' }, i) => {
          const isUnlike = comparing && text !== other[i].text;
          // Without B, the badge names the network.
          const words = !comparing && i === own.length - 1 ? '' : text || (isUnlike ? otherwise : '');
          return words && <span key={i}>{isUnlike ? <b>{words}</b> : words}</span>;
        })}
      </h2>
      <span className={styles.badge}>
        {used && (comparing ? <Badge kind="live" small /> : <Badge kind="live" by={creditOf(used)} />)}
      </span>
      {comparing && !differs && <span className={shared.note}>{TEXTS.same}</span>}
      {status.kind === 'failed' && (
        <p role="alert" className={shared.failed}>
          {failureText(status.error)}
        </p>
      )}
    </header>
  );
}

/** The pictures of a side, as large as there is room, below what it asks for. */
export function Grid({ side, hovered, onHover }: GridProps) {
  const { gridCount, gridSeed, gridClick } = useView('gridCount', 'gridSeed', 'gridClick');
  const { tile: chosen, comparing } = useView('tile', 'comparing');
  const settings = useSettings(side);
  const used = useSideNetwork(side);
  const { label: otherLabel } = useSettings(side === 'a' ? 'b' : 'a');
  const inTurn = settings.label === ALL_DIGITS && used?.classes !== 0;
  // Both sides have the same columns, so that the same noise stands at the same place.
  const isEitherInTurn = inTurn || (comparing && otherLabel === ALL_DIGITS);
  const areClassed = isEitherInTurn && gridCount > 10;
  const hasFoot = isEitherInTurn && !areClassed;
  const area = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState<Size | null>(null);
  const [text, setText] = useState(15);
  useLayoutEffect(() => {
    const element = area.current;
    if (!element) return undefined;
    const measure = (room: Size): void => {
      setSize(room);
      setText(parseFloat(getComputedStyle(element).fontSize));
    };
    measure({ width: element.clientWidth, height: element.clientHeight });
    return observeSize(element, measure);
  }, []);
  const foot = hasFoot ? Math.round(FOOT * text) : 0;
  const { columns, side: tileSide } = bestColumns(size ?? { width: 600, height: 240 }, {
    count: gridCount,
    foot,
    areClassed,
  });
  const rows = Math.ceil(gridCount / columns);
  const current = Math.min(chosen, gridCount - 1);
  const sizes = {
    '--columns': columns,
    '--rows': rows,
    '--side': `${tileSide}px`,
    '--foot': `${foot}px`,
    '--least': `${rows * (LEAST + foot + GAP)}px`,
  } as CSSProperties;
  return (
    <section
      className={styles.side}
      style={sizes}
      aria-label={comparing ? TEXTS.sideOf(side.toUpperCase()) : TEXTS.thePictures}
    >
      <div>
        <Heading side={side} />
        {areClassed && (
          <div className={styles.columns} aria-hidden="true">
            {Array.from({ length: columns }, (_, digit) => (
              <span key={digit}>{!inTurn ? '\u00a0' : columns === 5 ? `${digit}, ${digit + 5}` : digit}</span>
            ))}
          </div>
        )}
      </div>
      <div className={styles.area} ref={area}>
        <div
          className={styles.grid}
          role="group"
          aria-label={TEXTS.grid(comparing ? side.toUpperCase() : '')}
          onKeyDown={(event) => {
            const to = neighbour(columns, event.key, current, gridCount);
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
              foot={hasFoot ? (inTurn ? String(tile % 10) : '\u00a0') : null}
              onHover={onHover}
            />
          ))}
        </div>
      </div>
    </section>
  );
}
