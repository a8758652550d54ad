import { useStore } from 'zustand';
import { useView } from '../../state/link/useView';
import { source } from '../../state/picture/source';
import { AtLevel } from '../common/setting/AtLevel';
import { describeMeasurement, formatDeviations, formatError } from './names';
import type { AnswerAt } from './state/answers';
import { SETS } from './state/scoreTable';
import { TEXTS } from './texts';
import shared from './shared.module.css';
import styles from './Sets.module.css';

/** Where the picture stands among digits, as far as they are measured. */
export function Standing({ answer }: { answer: AnswerAt | null }) {
  const picture = useStore(source, (state) => state.picture.source);
  const { detectReading, detectScore, detectThreshold, present } = useView(
    'detectReading',
    'detectScore',
    'detectThreshold',
    'present',
  );
  if (!answer || answer.normal.length === 0 || Number.isNaN(answer.picture))
    return <p className={`${styles.standing} ${shared.note}`}>{TEXTS.notCompared(present)}</p>;
  const below = answer.normal.filter((score) => score < answer.picture).length;
  const percent = Math.round((100 * below) / answer.normal.length);
  return (
    <p className={styles.standing}>
      {TEXTS.standing} <b data-number="below">{below}</b> {TEXTS.ofDigits(answer.normal.length, percent)}{' '}
      <AtLevel from="course">
        <span className={styles.detail}>
          {TEXTS.measuredAt(answer.t, describeMeasurement(detectScore))}{' '}
          <span data-number="ownError">{formatError(answer.pictureError)}</span>
          {TEXTS.itIs} <b data-number="own">{formatDeviations(Math.abs(answer.picture))}</b>{' '}
          {TEXTS.deviations(answer.picture < 0, detectReading)}{' '}
          {answer.within === SETS.digits && TEXTS.isAmongDigits}
          {answer.within === SETS.calibration && TEXTS.isCalibration}
          {picture.startsWith('train.') && TEXTS.isTrainingDigit}
          {picture.startsWith('px.') && answer.picture < detectThreshold && TEXTS.isUsualPicture}
        </span>
      </AtLevel>
    </p>
  );
}
