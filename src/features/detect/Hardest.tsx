import { useCallback, useMemo } from 'react';
import { useStore } from 'zustand';
import { view } from '../../state/link/view';
import { takePicture } from '../../state/picture/source';
import { PixelCanvas, type Draw } from '../../ui/PixelCanvas';
import { formatDeviations } from './names';
import { findHardest, type Example } from './state/answers';
import { pictureSets } from './state/sets';
import type { Answer } from './state/table';
import styles from './Hardest.module.css';

const SHOWN = 6;

/** A picture with its score; a click looks at it. */
function ExampleButton({ picture, original, score, what }: Example & { what: string }) {
  const feed = useCallback(
    (draw: Draw) => {
      draw(picture);
      return () => undefined;
    },
    [picture],
  );
  return (
    <button
      type="button"
      aria-label={`${what} at ${formatDeviations(score)}: look at it`}
      title="Look at this picture above"
      onClick={() => takePicture(original)}
    >
      <PixelCanvas label="" feed={feed} side={Math.sqrt(picture.length)} />
      {formatDeviations(score)}
    </button>
  );
}

/** Where a threshold errs first: the most anomalous digits and the least anomalous others. */
export function Hardest({ answer, others }: { answer: Answer; others: string }) {
  const sets = useStore(pictureSets.store);
  const examples = useMemo(() => findHardest(sets, view.getState(), answer, SHOWN), [sets, answer]);
  return (
    <div className={styles.hardest}>
      <section aria-label="The most anomalous digits">
        <h3>The digits that seem least like digits</h3>
        <div>
          {examples.digits.map((example, i) => (
            <ExampleButton key={i} {...example} what="A digit" />
          ))}
        </div>
      </section>
      <section aria-label="The least anomalous others">
        <h3>The {others} that seem most like digits</h3>
        <div>
          {examples.others.map((example, i) => (
            <ExampleButton key={i} {...example} what={`One of the ${others}`} />
          ))}
        </div>
      </section>
    </div>
  );
}
