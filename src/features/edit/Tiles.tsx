import { memo, useCallback, type CSSProperties } from 'react';
import { endGesture } from '../../state/link/url';
import { useView } from '../../state/link/useView';
import { patchView } from '../../state/link/view';
import { EditCanvas } from './EditCanvas';
import { chosenTile } from './state/results';
import styles from './Tiles.module.css';

interface TileProps {
  label: string;
  picture: (tile: number) => Float32Array | null;
  tile: number;
  /** Left out if there is nothing to choose. */
  chosen?: boolean;
}

const Tile = memo(function Tile({ label, picture, tile, chosen }: TileProps) {
  const tilePicture = useCallback(() => picture(tile), [picture, tile]);
  if (chosen === undefined)
    return (
      <div className={styles.tile}>
        <EditCanvas label={label} picture={tilePicture} title={label} />
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
        endGesture();
      }}
    >
      <EditCanvas picture={tilePicture} />
    </button>
  );
});

interface Props {
  label: string;
  count: number;
  /** Whether one of them is looked at more closely. */
  choosing?: boolean;
  /** The picture of a tile, from 0; keep it stable. */
  picture: (tile: number) => Float32Array | null;
  tileName: (tile: number) => string;
  /** What stands below it. */
  caption?: (tile: number) => string;
  className?: string | undefined;
}

/** Results beside each other. */
export function Tiles({ label, count, choosing = false, picture, tileName, caption, className = '' }: Props) {
  useView('editTile');
  const chosen = chosenTile(count);
  return (
    <div
      className={`${styles.tiles} ${className}`}
      role="group"
      aria-label={label}
      style={{ '--count': count } as CSSProperties}
    >
      {Array.from({ length: count }, (_, tile) => (
        <figure key={tile}>
          <Tile
            label={tileName(tile)}
            picture={picture}
            tile={tile}
            {...(choosing && { chosen: tile === chosen })}
          />
          {caption && <figcaption className={styles.caption}>{caption(tile)}</figcaption>}
        </figure>
      ))}
    </div>
  );
}
