import { useStore } from 'zustand';
import { source } from '../../state/picture/source';
import { Badge } from '../../ui/Badge';
import { Tex } from '../../ui/Tex';
import { PHONE, useMedia } from '../../ui/useMedia';
import { AtLevel } from '../common/setting/AtLevel';
import { LiveText } from '../common/LiveText';
import { Term } from '../common/glossary/Term';
import { EditCanvas } from './EditCanvas';
import { onEdit } from './state/changes';
import { subjectPicture } from './state/results';
import { TEXTS } from './texts';
import styles from './LabelledPicture.module.css';

interface Props {
  name: string;
  /** Its symbol, LaTeX; not at the level of pictures. */
  tex: string;
  /** Keep it stable. */
  picture: () => Float32Array | null;
  badge?: 'live' | 'exact' | 'stored';
  /** The file that a stored picture comes from; it stands in place of its name, or below that where the words stand beside it. */
  origin?: string | undefined;
  /** Value shown as white. */
  range?: number;
  title?: string;
  /** What stands below it; not at the level of pictures. Keep it stable. */
  text?: () => string;
  /** What a number in the text is called. */
  number?: string;
  /** Its words stand at its right. */
  isBeside?: boolean;
}

/** A picture with its symbol, its name and where it comes from. */
export function LabelledPicture(props: Props) {
  const { name, tex, badge = 'live', origin, text, number, isBeside = false, ...canvas } = props;
  // On a phone there is room for the name alone.
  const isExplained = !useMedia(PHONE) && !isBeside && origin?.startsWith('MNIST');
  return (
    <figure className={isBeside ? styles.beside : styles.figure}>
      <figcaption>
        <AtLevel from="course">
          <span className={styles.symbol}>
            <Tex tex={tex} />
          </span>
        </AtLevel>
        <span className={styles.name}>
          {isBeside ? name : (origin ?? name)}
          {'\u00a0'}
          <Badge kind={badge} small />
          {isExplained && (
            <AtLevel from="course">
              <Term name="mnist" />
            </AtLevel>
          )}
        </span>
        {isBeside && origin && <span>{origin}</span>}
      </figcaption>
      <EditCanvas label={name} {...canvas} />
      {text && (
        <AtLevel from="course">
          <p className={styles.text}>
            <LiveText subscribe={onEdit} text={text} {...(number && { name: number })} />
          </p>
        </AtLevel>
      )}
    </figure>
  );
}

/** The picture of the view, at the network's size. */
export function SubjectPicture({ name, isBeside = false }: Pick<Props, 'name' | 'isBeside'>) {
  const { origin } = useStore(source, ({ picture }) => picture);
  return (
    <LabelledPicture
      name={name}
      tex="x_0"
      picture={subjectPicture}
      badge="stored"
      origin={origin}
      isBeside={isBeside}
    />
  );
}

/** Noise is shown from minus to plus this. */
const NOISE_RANGE = 3;

/** Noise that the network has led to. */
export const NoisePicture = (props: Omit<Props, 'badge' | 'range' | 'title'>) => (
  <LabelledPicture {...props} range={NOISE_RANGE} title={TEXTS.noiseTitle(NOISE_RANGE)} />
);
