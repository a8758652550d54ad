import { Button } from '../../ui/controls';
import { TEXTS } from './texts';
import styles from './LectureView.module.css';

interface Props {
  title: string;
  about: string;
  facts: readonly string[];
  /** The number of the step to go on at; undefined where nothing has been begun. */
  farthest: number | undefined;
  onStart: () => void;
  onGoOn: () => void;
}

/** Something to go through, a chapter or a course: from its beginning, or on from where one was. */
export function Card({ title, about, facts, farthest, onStart, onGoOn }: Props) {
  const isBegun = farthest !== undefined && farthest > 1;
  return (
    <li className={styles.card}>
      <h3>{title}</h3>
      <p className={styles.outcome}>{about}</p>
      <p className={styles.size}>{facts.join(' · ')}</p>
      <div className={styles.buttons}>
        {isBegun && (
          <Button look="primary" aria-label={TEXTS.goOnIn(title, farthest)} onClick={onGoOn}>
            {TEXTS.goOn(farthest)}
          </Button>
        )}
        <Button {...(!isBegun && { look: 'primary' })} aria-label={TEXTS.startOf(title)} onClick={onStart}>
          {isBegun ? TEXTS.startAnew : TEXTS.start}
        </Button>
      </div>
    </li>
  );
}
