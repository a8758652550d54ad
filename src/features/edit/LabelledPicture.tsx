import { useStore } from 'zustand';
import { source } from '../../state/picture/source';
import { Badge } from '../../ui/Badge';
import { Tex } from '../../ui/Tex';
import { LiveText } from '../common/LiveText';
import { EditCanvas } from './EditCanvas';
import { onEdit } from './state/changes';
import { subjectPicture } from './state/results';
import styles from './LabelledPicture.module.css';

interface Props {
  name: string;
  /** Its symbol, LaTeX. */
  tex: string;
  /** Keep it stable. */
  picture: () => Float32Array | null;
  badge?: 'live' | 'exact' | 'stored';
  /** The file that a stored picture comes from. */
  origin?: string | undefined;
  /** Value shown as white. */
  range?: number;
  title?: string;
  /** What stands below it; keep it stable. */
  text?: () => string;
  /** What a number in the text is called. */
  number?: string;
}

/** A picture with its symbol, its name and where it comes from. */
export function LabelledPicture({ name, tex, badge = 'live', origin, text, number, ...canvas }: Props) {
  return (
    <figure className={styles.figure}>
      <figcaption>
        <span className={styles.symbol}>
          <Tex tex={tex} />
        </span>
        <span className={styles.name}>
          {name} <Badge kind={badge} {...(origin && { by: origin })} small />
        </span>
      </figcaption>
      <EditCanvas label={name} {...canvas} />
      {text && (
        <p className={styles.text}>
          <LiveText subscribe={onEdit} text={text} {...(number && { name: number })} />
        </p>
      )}
    </figure>
  );
}

/** The picture of the view, at the network's size. */
export function SubjectPicture({ name }: { name: string }) {
  const { origin } = useStore(source, ({ picture }) => picture);
  return <LabelledPicture name={name} tex="x_0" picture={subjectPicture} badge="stored" origin={origin} />;
}

/** Noise is shown from minus to plus this. */
const NOISE_RANGE = 3;

/** Noise that the network has led to. */
export const NoisePicture = (props: Omit<Props, 'badge' | 'range' | 'title'>) => (
  <LabelledPicture
    {...props}
    range={NOISE_RANGE}
    title={`Scaled for display: black is −${NOISE_RANGE}, white is +${NOISE_RANGE}`}
  />
);
