import { useStore } from 'zustand';
import { view } from '../../state/link/view';
import { Button } from '../../ui/controls';
import { takeAnyFile, takenFile } from './state/anyPicture';
import { TEXTS } from './texts';
import styles from './DetectView.module.css';

/** One sentence: what is seen here, or how a file became the picture, and the other way to take it. */
export function Story() {
  const taken = useStore(takenFile, ({ latest }) => latest);
  const isShown = useStore(view, ({ source }) => source === taken?.source);
  if (!taken || !isShown)
    return (
      <p className={styles.story} data-chrome>
        {TEXTS.story}
      </p>
    );
  const { file, isAsItIs } = taken;
  return (
    <p className={styles.story} data-chrome>
      {isAsItIs ? TEXTS.asItIs : TEXTS.asDigit}{' '}
      <Button className={styles.other} onClick={() => void takeAnyFile(file, !isAsItIs)}>
        {isAsItIs ? TEXTS.makeDigit : TEXTS.keepAsItIs}
      </Button>
    </p>
  );
}
