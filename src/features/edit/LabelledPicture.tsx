import { useMemo } from 'react';
import { Badge } from '../../ui/Badge';
import { PixelCanvas } from '../../ui/PixelCanvas';
import { Tex } from '../../ui/Tex';
import { LiveText } from '../common/LiveText';
import { feedOf } from './feeds';
import { onEdit } from './state/changes';
import styles from './LabelledPicture.module.css';

interface Props {
  name: string;
  /** Its symbol, LaTeX. */
  tex: string;
  /** Keep it stable. */
  picture: () => Float32Array | null;
  badge: { readonly kind: 'live' | 'exact' | 'stored'; readonly by?: string };
  /** Value shown as white. */
  range?: number;
  title?: string;
  /** What stands below it; keep it stable. */
  text?: () => string;
  /** What a number in the text is called. */
  number?: string;
}

/** A picture with its symbol, its name and where it comes from. */
export function LabelledPicture({ name, tex, picture, badge, range = 1, title, text, number }: Props) {
  const feed = useMemo(() => feedOf(picture), [picture]);
  return (
    <figure className={styles.figure}>
      <figcaption>
        <span className={styles.symbol}>
          <Tex tex={tex} />
        </span>
        <span className={styles.name}>
          {name} <Badge {...badge} small />
        </span>
      </figcaption>
      <PixelCanvas label={name} feed={feed} range={range} title={title} />
      {text && (
        <p className={styles.text}>
          <LiveText subscribe={onEdit} text={text} {...(number && { name: number })} />
        </p>
      )}
    </figure>
  );
}

/** Noise is shown from minus to plus this. */
const NOISE_RANGE = 3;

/** Noise that the network has led to. */
export const NoisePicture = (props: Omit<Props, 'badge' | 'range' | 'title'>) => (
  <LabelledPicture
    {...props}
    badge={{ kind: 'live' }}
    range={NOISE_RANGE}
    title={`Scaled for display: black is −${NOISE_RANGE}, white is +${NOISE_RANGE}`}
  />
);
