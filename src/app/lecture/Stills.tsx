import type { OpenStep } from '../../state/lecture/openStep';
import { player } from '../../state/lecture/player';
import { linkOf, stillsOf } from '../../state/lecture/steps';
import { endGesture } from '../../state/link/url';
import { view } from '../../state/link/view';
import { Button } from '../../ui/controls';
import { useMedia } from '../../ui/useMedia';
import { TEXTS } from './texts';
import styles from './LectureBar.module.css';

const REDUCED = matchMedia('(prefers-reduced-motion: reduce)');

/** Where nothing should move by itself: five places of what would have moved, to choose from. */
export function Stills({ now: { step, isRevealed } }: { now: OpenStep }) {
  const isReduced = useMedia(REDUCED);
  const stills = stillsOf(linkOf(step, isRevealed), isRevealed ? step.ask?.reveal.acts : step.acts);
  if (!isReduced || !stills) return null;
  const show = (value: number): void => {
    player.stopActs();
    view.setState({ [stills.slide]: value });
    endGesture();
  };
  return (
    <div className={styles.stills} role="group" aria-label={TEXTS.stills}>
      {stills.values.map((value, i) => (
        <Button key={i} onClick={() => show(value)}>
          {TEXTS.still[i]}
        </Button>
      ))}
    </div>
  );
}
