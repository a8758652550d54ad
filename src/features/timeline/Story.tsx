import { useStore } from 'zustand';
import { T } from '../../state/picture/forwardPath';
import { view } from '../../state/link/view';
import styles from './TimelineView.module.css';
import { tInWords } from '../common/texts';
import { TEXTS } from './texts';

/** One sentence on what is on the stage, and what to do next. */
export function Story() {
  const text = useStore(view, ({ mode, t, from, sampler, eta, level }) => {
    if (mode === 'reverse') return TEXTS.story.reverse;
    if (mode === 'denoise')
      return TEXTS.story.denoise(from, tInWords(from, level), sampler === 'ddim' && eta === 0);
    return t === T ? TEXTS.story.gone : TEXTS.story.start;
  });
  return (
    <p className={styles.story} data-chrome>
      {text}
    </p>
  );
}
