import { memo, useMemo } from 'react';
import type { CSSProperties } from 'react';
import { chosenTile } from './state/results';
import { released } from '../../state/link/url';
import { useView } from '../../state/link/useView';
import { patchView } from '../../state/link/view';
import { PixelCanvas } from '../../ui/PixelCanvas';
import { feedOf } from './feeds';
import styles from './Edit.module.css';

interface TileProps {
  label: string;
  of: (tile: number) => Float32Array | null;
  tile: number;
  /** Left out where there is nothing to choose. */
  chosen?: boolean;
}

const Tile = memo(function Tile({ label, of, tile, chosen }: TileProps) {
  const feed = useMemo(() => feedOf(() => of(tile)), [of, tile]);
  if (chosen === undefined)
    return (
      <div className={styles.tile}>
        <PixelCanvas label={label} feed={feed} title={label} />
      </div>
    );
  return (
    <button
      type="button"
      className={styles.tile}
      aria-pressed={chosen}
      aria-label={label}
      title={label}
      onClick={() => {
        patchView({ editTile: tile });
        released();
      }}
    >
      <PixelCanvas label="" feed={feed} />
    </button>
  );
});

interface Props {
  label: string;
  count: number;
  /** Whether one of them is looked at more closely. */
  choosing?: boolean;
  /** What one of them is; keep it stable. */
  of: (tile: number) => Float32Array | null;
  /** Its name, from 0. */
  named: (tile: number) => string;
  /** What stands below it. */
  caption?: (tile: number) => string;
}

/** Results beside each other. */
export function Tiles({ label, count, choosing = false, of, named, caption }: Props) {
  useView('editTile');
  const chosen = chosenTile(count);
  return (
    <div
      className={styles.tiles}
      role="group"
      aria-label={label}
      style={{ '--count': count } as CSSProperties}
    >
      {Array.from({ length: count }, (_, tile) => (
        <figure key={tile}>
          <Tile label={named(tile)} of={of} tile={tile} {...(choosing && { chosen: tile === chosen })} />
          {caption && <figcaption>{caption(tile)}</figcaption>}
        </figure>
      ))}
    </div>
  );
}
