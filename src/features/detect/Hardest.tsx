import { useCallback, useMemo } from 'react';
import { useStore } from 'zustand';
import { view } from '../../state/link/view';
import { takePicture } from '../../state/picture/source';
import { Panel } from '../../ui/Panel';
import { PixelCanvas, type Draw } from '../../ui/PixelCanvas';
import { AtLevel } from '../common/setting/AtLevel';
import { formatDeviations, formatError } from './names';
import {
  describeBlank,
  findHardest,
  type AnswerAt,
  type BlankComparison,
  type Example,
} from './state/answers';
import type { SetsState } from './state/sets';
import { TEXTS } from './texts';
import { useAnswer } from './useAnswer';
import shared from './shared.module.css';
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
      aria-label={TEXTS.lookAt(what, formatDeviations(score))}
      title={TEXTS.lookAtTitle}
      onClick={() => takePicture(original)}
    >
      <PixelCanvas label="" feed={feed} side={Math.sqrt(picture.length)} />
      {formatDeviations(score)}
    </button>
  );
}

/** The most anomalous digits and the least anomalous others. */
function Examples({ sets, answer, others }: { sets: SetsState; answer: AnswerAt; others: string }) {
  const examples = useMemo(() => findHardest(sets, view.getState(), answer, SHOWN), [sets, answer]);
  return (
    <div className={styles.hardest}>
      <section aria-label={TEXTS.hardDigitsName}>
        <h3>{TEXTS.hardDigits}</h3>
        <div>
          {examples.digits.map((example, i) => (
            <ExampleButton key={i} {...example} what={TEXTS.aDigit} />
          ))}
        </div>
      </section>
      <section aria-label={TEXTS.hardOthersName}>
        <h3>{TEXTS.hardOthers(others)}</h3>
        <div>
          {examples.others.map((example, i) => (
            <ExampleButton key={i} {...example} what={TEXTS.anOther(others)} />
          ))}
        </div>
      </section>
    </div>
  );
}

/** How the score fares on an empty picture: a network errs at edges, and this one has none. */
function Blank({ t, error, above, of, byOutline }: BlankComparison) {
  const isMissed = 2 * above >= of;
  return (
    <p className={shared.note} data-name="blank">
      <b>{TEXTS.blank}</b> {isMissed ? TEXTS.blankMissed : TEXTS.blankNoticed(t, formatError(error))}{' '}
      <b>{above}</b> {isMissed ? TEXTS.blankMissedEnd(of, t, formatError(error)) : TEXTS.blankNoticedEnd(of)}
      {!Number.isNaN(byOutline) && TEXTS.blankByOutline(formatDeviations(byOutline))}
    </p>
  );
}

/** Where a threshold errs first, and the empty sheet. */
export function Hardest() {
  const { sets, answer, others } = useAnswer();
  const detectScore = useStore(view, (state) => state.detectScore);
  const t = answer?.t;
  const blank = useMemo(
    () => (t === undefined ? null : describeBlank({ ...view.getState(), detectScore, detectT: t }, sets)),
    [sets, t, detectScore],
  );
  return (
    <Panel title={TEXTS.hardPanel}>
      {answer ? (
        <>
          <Examples sets={sets} answer={answer} others={others} />
          <AtLevel from="course">{blank && <Blank {...blank} />}</AtLevel>
        </>
      ) : (
        <p className={shared.note}>{TEXTS.notMeasured}</p>
      )}
    </Panel>
  );
}
