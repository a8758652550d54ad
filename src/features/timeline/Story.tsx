import { useStore } from 'zustand';
import { T } from '../../state/picture/forwardPath';
import { view } from '../../state/link/view';
import styles from './TimelineView.module.css';
import { addsNoise } from '../../diffusion/steps';
import { TEXTS as COMMON, tInWords } from '../common/texts';
import { TEXTS } from './texts';

/** One sentence on what is on the stage, and what to do next. */
export function Story() {
  const text = useStore(view, ({ mode, t, from, steps, sampler, eta, level }) => {
    if (mode !== 'forward' && steps === 1) return COMMON.oneStep;
    if (mode === 'reverse') return TEXTS.story.reverse;
    if (mode === 'denoise')
      return TEXTS.story.denoise(from, tInWords(from, level), !addsNoise({ sampler, eta }));
    return t === T ? TEXTS.story.gone : TEXTS.story.start;
  });
  return (
    <p className={styles.story} data-chrome>
      {text}
    </p>
  );
}
