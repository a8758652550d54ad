import { useMemo } from 'react';
import { onEdit } from './state/editing';
import { Badge } from '../../ui/Badge';
import { PixelCanvas } from '../../ui/PixelCanvas';
import { Tex } from '../../ui/Tex';
import { LiveText } from '../common/LiveText';
import { feedOf } from './feeds';
import styles from './Edit.module.css';

interface Props {
  name: string;
  /** Its symbol, LaTeX. */
  tex?: string;
  /** The picture; keep it stable. */
  of: () => Float32Array | null;
  badge: { readonly kind: 'live' | 'exact' | 'stored'; readonly by?: string };
  /** Value shown as white. */
  range?: number;
  title?: string;
  /** A number below it; keep it stable. */
  says?: () => string;
  /** What the number is called. */
  number?: string;
}

/** A picture with its symbol, its name and where it comes from. */
export function Shown({ name, tex, of, badge, range = 1, title, says, number }: Props) {
  const feed = useMemo(() => feedOf(of), [of]);
  return (
    <figure className={styles.shown}>
      <figcaption>
        {tex && (
          <span className={styles.symbol}>
            <Tex tex={tex} />
          </span>
        )}
        <span className={styles.name}>
          {name} <Badge {...badge} small />
        </span>
      </figcaption>
      <PixelCanvas label={name} feed={feed} range={range} title={title} />
      {says && (
        <p className={styles.number}>
          <LiveText on={onEdit} of={says} {...(number && { name: number })} />
        </p>
      )}
    </figure>
  );
}
