import type { ReactNode } from 'react';
import type { Lang } from '../../state/link/fieldKinds';
import { Button } from '../../ui/controls';
import { useTexts } from './useTexts';
import styles from './LectureView.module.css';

interface Props {
  title: string;
  /** The language of title and text. */
  lang: Lang;
  about: string;
  facts: readonly string[];
  /** The number of the step to go on at; undefined where nothing has been begun. */
  farthest: number | undefined;
  onStart: () => void;
  onGoOn: () => void;
  /** What else can be done with it. */
  children?: ReactNode;
}

/** Something to go through, a chapter or a course: from its beginning, or on from where one was. */
export function Card({ title, lang, about, facts, farthest, onStart, onGoOn, children }: Props) {
  const { words: TEXTS } = useTexts();
  const isBegun = farthest !== undefined && farthest > 1;
  return (
    <li className={styles.card}>
      <h3 lang={lang}>{title}</h3>
      <p className={styles.outcome} lang={lang}>
        {about}
      </p>
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
        {children}
      </div>
    </li>
  );
}
